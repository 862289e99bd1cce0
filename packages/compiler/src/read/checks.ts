import { type ClientCheck, type Document, resolve, type Schema } from '../document.ts'
import type { CheckModel } from '../model.ts'

/** A schema that values of a request must satisfy, and the place of these values as the kernel writes it. */
interface Part {
  place: string
  schema: Schema
}

/** The rules of a request that are so certain that the client refuses what breaks them. */
export function readChecks(document: Document, parts: Part[]): CheckModel[] {
  return parts.flatMap(({ place, schema }) => checksOf(document, schema, place, []))
}

function checksOf(document: Document, node: Schema, place: string, above: string[]): CheckModel[] {
  if (node.$ref !== undefined && above.includes(node.$ref)) return []
  const seen = node.$ref === undefined ? above : [...above, node.$ref]
  // What stands beside a reference is said of this use of the schema.
  const schema: Schema = { ...resolve(document, node as Schema & { $ref: string }), ...node }
  const check = schema['x-client-check']
  const below = (part: Schema, at: string) => checksOf(document, part, at, seen)
  return [
    ...(check ? toModels(document, schema, check, place) : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, one]) => below(one, `${place}/${name}`)),
    ...(schema.items ? below(schema.items, `${place}/*`) : []),
    ...(schema.allOf ?? []).flatMap((one) => below(one, place)),
  ]
}

/** One for each keyword. */
function toModels(document: Document, schema: Schema, check: ClientCheck, at: string): CheckModel[] {
  return check.keywords.map((keyword) => toModel(check, keyword, valueOf(document, schema, keyword), at))
}

function toModel(
  { when, rule, uncounted, grows, evidence }: ClientCheck,
  keyword: Keyword,
  value: string | number | undefined,
  at: string,
): CheckModel {
  if (value === undefined) throw new Error(`x-client-check: ${at} has no ${keyword}. Run the lint.`)
  return {
    at,
    rule: typeof value === 'string' ? (rule ?? `match ${value}`) : sentence(keyword, value),
    source: `${evidence.level}: ${evidence.source}`,
    [keyword]: value,
    ...(when !== undefined && { when }),
    ...(keyword === 'maxLength' && uncounted !== undefined && { uncounted }),
    ...(keyword === 'maxLength' && grows !== undefined && { grows }),
  }
}

type Keyword = ClientCheck['keywords'][number]

function valueOf(document: Document, schema: Schema, keyword: Keyword): string | number | undefined {
  const parts = (schema.allOf ?? []).map((one) => resolve(document, one as Schema & { $ref: string }))
  return (
    schema[keyword] ?? parts.map((one) => valueOf(document, one, keyword)).find((one) => one !== undefined)
  )
}

function sentence(keyword: Keyword, limit: number): string {
  const bound = keyword.startsWith('min') ? 'at least' : 'at most'
  const characters = limit === 1 ? 'character' : 'characters'
  return keyword.endsWith('Length') ? `have ${bound} ${limit} ${characters}` : `be ${bound} ${limit}`
}
