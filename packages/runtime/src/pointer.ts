/** What a JSON Pointer (RFC 6901, without escapes) finds in a value, or `undefined`. The empty pointer finds all of it. */
export function at(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | null | undefined)?.[key], value)
}
