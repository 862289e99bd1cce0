/** What a JSON Pointer (RFC 6901) finds in a value, or `undefined`. The empty pointer finds the value itself. */
export function at(value: unknown, pointer: string): unknown {
  if (pointer === '') return value
  return pointer
    .slice(1)
    .split('/')
    .reduce<unknown>((node, token) => {
      const key = token.replaceAll('~1', '/').replaceAll('~0', '~')
      return isObject(node) && Object.hasOwn(node, key) ? node[key] : undefined
    }, value)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
