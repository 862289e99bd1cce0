/** The tokens of a pointer such as `#/components/schemas/A~1B`. */
export function tokensOf(pointer: string): string[] {
  return pointer
    .replace(/^#?\//, '')
    .split('/')
    .filter((token) => token !== '')
    .map((token) => decode(token).replaceAll('~1', '/').replaceAll('~0', '~'))
}

function decode(token: string): string {
  try {
    return decodeURIComponent(token)
  } catch {
    return token
  }
}

/** What stands at some tokens of a value; `undefined` when nothing does. */
export function at(value: unknown, tokens: string[]): unknown {
  return tokens.reduce<unknown>(
    (node, token) =>
      node === null || typeof node !== 'object' ? undefined : (node as Record<string, unknown>)[token],
    value,
  )
}

/** Tokens within a schema as users write them: `items[].price`. */
export function fieldPath(tokens: string[]): string {
  let path = ''
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]!
    if (token === 'properties' || token === 'patternProperties') {
      const name = tokens[++index]
      if (name !== undefined) path += path === '' ? name : `.${name}`
    } else if (token === 'items' || token === 'prefixItems') path += '[]'
    else if (token === 'additionalProperties') path += path === '' ? '*' : '.*'
  }
  return path
}
