/** Which scopes a token has, and whether they are enough. */

/** The scopes in a space-separated list, as OAuth 2.0 writes them. */
export function listScopes(text: string): string[] {
  return text.split(/\s+/).filter((scope) => scope !== '')
}

/**
 * The first required scope that is not granted. On a ladder each scope includes those before it; without one, a scope
 * that ends in `*` includes what begins like it.
 */
export function missingScope(
  required: readonly string[],
  granted: readonly string[],
  ladder: readonly string[] = [],
): string | undefined {
  const height = Math.max(-1, ...granted.map((scope) => ladder.indexOf(scope)))
  return required.find((scope) => {
    const step = ladder.indexOf(scope)
    return step >= 0 ? step > height : !granted.some((one) => covers(one, scope))
  })
}

/** The fewest scopes that together cover all of a list: those with `*` stand for what they include. */
export function fewestScopes(scopes: readonly string[]): string[] {
  return scopes.filter((scope) => !scopes.some((other) => other !== scope && covers(other, scope)))
}

function covers(granted: string, required: string): boolean {
  if (granted === required) return true
  return granted.endsWith('*') && required.startsWith(granted.slice(0, -1))
}
