/** What a list has gained and lost. */
export function listChange(before: unknown, after: unknown): { added: unknown[]; removed: unknown[] } {
  const old = asList(before)
  const young = asList(after)
  const has = (all: unknown[], one: unknown) => all.some((other) => isSame(one, other))
  return {
    added: young.filter((one) => !has(old, one)),
    removed: old.filter((one) => !has(young, one)),
  }
}

function asList(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value]
}

/** Whether two values of JSON are the same; the order of keys does not count. */
export function isSame(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b)
}

/** A value of JSON as text, its keys in order. */
export function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, node: unknown) =>
      node !== null && typeof node === 'object' && !Array.isArray(node)
        ? Object.fromEntries(Object.entries(node).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : node,
    ) ?? 'undefined'
  )
}
