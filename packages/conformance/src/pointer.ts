/** JSON Pointers into a bundle (RFC 6901). */

/** A pointer of the given tokens. */
export function pointerTo(...tokens: string[]): string {
  return tokens.map((token) => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** What a pointer finds, or `undefined`. */
export function at(document: unknown, pointer: string): unknown {
  const tokens = pointer.split('/').slice(1)
  return tokens.reduce<unknown>(
    (value, token) =>
      (value as Record<string, unknown> | undefined)?.[token.replaceAll('~1', '/').replaceAll('~0', '~')],
    document,
  )
}
