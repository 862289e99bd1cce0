import type { Operation } from './operation.ts'

type Query = Readonly<Record<string, unknown>>

/** A query as the operation writes it: free filters become parameters, lists with commas become text. */
export function shapeQuery(
  { commas = [], spread = [] }: Operation,
  query: Query | undefined,
): Query | undefined {
  if (query === undefined || (commas.length === 0 && spread.length === 0)) return query
  const shaped: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(query)) {
    if (spread.includes(name)) Object.assign(shaped, value)
    else shaped[name] = commas.includes(name) && Array.isArray(value) ? value.join(',') : value
  }
  return shaped
}
