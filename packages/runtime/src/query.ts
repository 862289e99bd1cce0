type Query = Readonly<Record<string, unknown>>

/** Makes the parameters of a query from what the caller gave. */
export type QueryShape = (query: Query) => Query

/**
 * A query in which free filters become parameters of their own, and lists are written with commas where the operation
 * says so.
 */
export function shapeQuery({
  commas = [],
  spread = [],
}: {
  /** Query parameters whose value is written with commas, where repeating the name is the rule. */
  readonly commas?: readonly string[]
  /** Query parameters whose properties are parameters themselves: free filters. */
  readonly spread?: readonly string[]
}): QueryShape {
  return (query) =>
    Object.fromEntries(
      Object.entries(query).flatMap(([name, value]) => {
        if (spread.includes(name)) return Object.entries(value as Query)
        return [[name, commas.includes(name) && Array.isArray(value) ? value.join(',') : value]]
      }),
    )
}
