import {
  type Body,
  type LinksModel,
  type Model,
  noData,
  type OperationModel,
  operationsOf,
} from '../model.ts'
import { identifier } from '../names.ts'
import type { Header, SampleModel, SampleOperation } from './asked.ts'
import { Code, literal } from './code.ts'

/** Name of the variable that holds a client in samples. */
export function clientName(model: Pick<Model, 'provider'>): string {
  return identifier(model.provider)
}

/**
 * The call of an operation with the spec's first example, as a user would write it.
 *
 * @param headers what is sent besides, for this call alone
 */
export function callExample(model: SampleModel, operation: SampleOperation, headers: Header[] = []): string {
  const options = headers.length > 0 ? { headers: Object.fromEntries(headers) } : {}
  const call = callExpression(model, operation, options)
  if (operation.paging) return `for await (const item of ${call}) console.log(item)`
  return operation.data === noData ? `await ${call}` : `const ${binding(operation)} = await ${call}`
}

/** The bare call, which nobody awaits yet, with options for it alone. */
export function callExpression(model: SampleModel, operation: SampleOperation, options: object = {}): string {
  const args = [...operation.args.map((arg) => arg.example ?? 'example'), ...operands(operation, options)]
  return `${clientName(model)}.${operation.id}(${args.map((arg) => literal(arg)).join(', ')})`
}

/** What stands behind the path parameters: body or query, then options, which carry the query beside a body. */
function operands(operation: SampleOperation, options: object): unknown[] {
  const { body } = operation
  const query = exampleQuery(operation)
  const first = body ? bodyExample(body) : query
  const last = { ...(body && query && { query }), ...options }
  const hasFirst = body !== undefined || operation.query.length > 0
  if (Object.keys(last).length > 0) return hasFirst ? [first, last] : [last]
  return first === undefined ? [] : [first]
}

/** The example of a body, its files as users have them. */
function bodyExample({ example, files }: Pick<Body, 'example' | 'files'>): unknown {
  const fields = Object.entries(files).flatMap(([name, type]) => {
    const content = (example as Record<string, unknown> | undefined)?.[name]
    if (content === undefined) return []
    return [[name, Array.isArray(content) ? content.map((one) => blob(one, type)) : blob(content, type)]]
  })
  return fields.length > 0 ? { ...(example as object), ...Object.fromEntries(fields) } : example
}

/** A file of a form, as users have it. */
export function blob(content: unknown, type: string | undefined): Code {
  const options = type === undefined ? '' : `, ${literal({ type })}`
  return new Code(`new Blob(${literal([content])}${options})`)
}

/** An envelope is taken apart: `{ shipment }`. */
function binding({ data, envelope }: Pick<OperationModel, 'data' | 'envelope'>): string {
  if (envelope) return `{ ${envelope} }`
  return /^[A-Z]\w*$/.test(data) ? identifier(data) : 'data'
}

/** The least query that the operation takes, of examples, or nothing when it needs none. */
export function exampleQuery({
  query,
  needsOneOf,
}: Pick<SampleOperation, 'query' | 'needsOneOf'>): Record<string, unknown> | undefined {
  const needed = query.filter(({ name, required }) => required || name === needsOneOf[0])
  return needed.length > 0
    ? Object.fromEntries(needed.map(({ name, example }) => [name, example]))
    : undefined
}

/** The read of a resource and a list that a link of it leads to, or nothing when no resource has such a link. */
export function followSample(model: Model): { operation: OperationModel; text: string } | undefined {
  const lists = ({ rels }: LinksModel) => rels.filter(({ operation }) => operation.paging)
  for (const links of model.links) {
    const [list] = lists(links)
    const operation = operationsOf(model).find(
      (one) => one.method === 'GET' && !one.paging && links.owners.includes(one.data),
    )
    if (!list || !operation) continue
    const follow = `${clientName(model)}.follow(${binding(operation)}, ${literal(list.rel)})`
    const text = `${callExample(model, operation)}\nfor await (const item of ${follow}) console.log(item)`
    return { operation, text }
  }
  return undefined
}
