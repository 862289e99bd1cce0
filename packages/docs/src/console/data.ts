import {
  type Document,
  type Model,
  type OperationModel,
  type OperationObject,
  operationsOf,
  type Parameter,
  readModel,
} from '@parlance/compiler'
import { follow } from '../fields.ts'
import { firstSentence } from './sentence.ts'
import type { ConsoleAnswer, ConsoleArgument, ConsoleBody, ConsoleData, ConsoleOperation } from './shape.ts'

type Argument = OperationModel['args'][number]
type Media = { schema?: unknown; example?: unknown; examples?: Record<string, unknown> }
type Content = Record<string, Media>

/** An operation as the bundle has it, with the parameters of its path. */
interface Found {
  operation: OperationObject
  parameters: Parameter[]
}

const multipart = 'multipart/form-data'

/** What the console needs of a provider, and no more: readers download it when they open the first panel. */
export function consoleData(model: Model, bundle: Document): ConsoleData {
  const found = findOperations(bundle)
  const forms = formsOf(model, bundle)
  return {
    provider: model.provider,
    title: model.title,
    servers: model.servers.map((environments) =>
      Object.fromEntries(Object.entries(environments).slice(0, 1)),
    ),
    credentials: model.credentials.map(({ option, in: place, name, prefix }) => ({
      option,
      in: place,
      name,
      prefix,
    })),
    clientParameters: model.clientParameters.map(({ name, option, example }) => ({ name, option, example })),
    operations: operationsOf(model).map((operation) =>
      readOperation(bundle, operation, found.get(operation.id)!, forms.get(operation.id)),
    ),
  }
}

function readOperation(
  bundle: Document,
  model: OperationModel,
  { operation, parameters }: Found,
  form: OperationModel['body'],
): ConsoleOperation {
  const { id, summary, method, path, server, anonymous, needsOneOf, data, accept, envelope } = model
  const parameter = (place: string, name: string) =>
    parameters.find((one) => one.in === place && one.name === name)!
  const headers = parameters.filter((one) => one.in === 'header').map(headerArgument)
  return {
    id,
    summary,
    method,
    path,
    server,
    anonymous,
    needsOneOf,
    data,
    accept,
    envelope,
    paging: model.paging && {},
    args: model.args.map((one) => toArgument(bundle, one, parameter('path', one.name))),
    query: model.query.map((one) => toArgument(bundle, one, parameter('query', one.name))),
    headers: headers.map((one) => toArgument(bundle, one, parameter('header', one.name))),
    bodies: [model.body, form].flatMap((body) => (body ? [readBody(bundle, body, operation)] : [])),
    answers: readAnswers(bundle, operation),
  }
}

type Told = Pick<Argument, 'name' | 'example' | 'required' | 'writing' | 'description'>

function headerArgument({ name, example, required = false, description = '' }: Parameter): Told {
  return { name, example, required, writing: undefined, description }
}

function toArgument(bundle: Document, argument: Told, parameter: Parameter): ConsoleArgument {
  const schema = follow(bundle, parameter.schema)
  const choices = schema['enum'] ?? schema['x-extensible-enum']
  const { name, example, required, writing, description } = argument
  return {
    name,
    example,
    required,
    writing,
    kind: kindOf(schema),
    ...(Array.isArray(choices) && { choices: choices.filter((one) => one !== null).map(String) }),
    hint: firstSentence(description),
  }
}

function kindOf({ type }: Record<string, unknown>): ConsoleArgument['kind'] {
  const first = [type].flat().find((one) => one !== 'null')
  if (first === 'integer' || first === 'number') return 'number'
  if (first === 'array') return 'list'
  return first === 'boolean' || first === 'object' ? first : 'text'
}

function readBody(
  bundle: Document,
  { mediaType, files, example }: NonNullable<OperationModel['body']>,
  { requestBody }: OperationObject,
): ConsoleBody {
  const content = (follow(bundle, requestBody)['content'] ?? {}) as Content
  const named = Object.entries(content[mediaType]?.examples ?? {}).map(([name, reference]) => {
    const { value, summary } = follow(bundle, reference)
    return typeof summary === 'string' ? { name, value, summary } : { name, value }
  })
  const unnamed = example === undefined ? [] : [{ name: 'Example', value: example }]
  // What is not known is written too, as JSON can.
  const types = Object.entries(files).map(([name, type]) => [name, type ?? null])
  return { mediaType, files: Object.fromEntries(types), examples: named.length > 0 ? named : unnamed }
}

function readAnswers(bundle: Document, { responses }: OperationObject): ConsoleAnswer[] {
  return Object.entries(responses).flatMap(([status, reference]) => {
    if (!/^\d{3}$/.test(status)) return []
    const { description, content = {} } = follow(bundle, reference)
    const names = Object.values(content as Content).flatMap(({ examples }) => Object.keys(examples ?? {}))
    return [
      {
        status: Number(status),
        description: firstSentence(typeof description === 'string' ? description : ''),
        examples: [...new Set(names)],
      },
    ]
  })
}

function findOperations(bundle: Document): Map<string, Found> {
  const found = Object.values(bundle.paths).flatMap((item) =>
    Object.values(item).flatMap((operation: unknown) => {
      if (typeof operation !== 'object' || operation === null || !('operationId' in operation)) return []
      const one = operation as OperationObject
      const parameters = [...(one.parameters ?? []), ...(item.parameters ?? [])].map(
        (parameter) => follow(bundle, parameter) as unknown as Parameter,
      )
      return [[one.operationId, { operation: one, parameters }] as const]
    }),
  )
  return new Map(found)
}

/**
 * Bodies of operations that take JSON or a form, read as forms: the model has one body for each operation, so it is read
 * once more from a bundle without the JSON.
 */
function formsOf(model: Model, bundle: Document): Map<string, OperationModel['body']> {
  const both = new Set(operationsOf(model).flatMap(({ id, body }) => (body?.form ? [id] : [])))
  if (both.size === 0) return new Map()
  const copy = structuredClone(bundle)
  for (const [id, { operation }] of findOperations(copy)) {
    if (!both.has(id)) continue
    const body = follow(copy, operation.requestBody)
    const form = (body['content'] as Content)[multipart]!
    operation.requestBody = { ...body, content: { [multipart]: form } } as typeof operation.requestBody &
      object
  }
  const read = operationsOf(readModel(model.provider, copy)).filter(({ id }) => both.has(id))
  return new Map(read.map(({ id, body }) => [id, body]))
}
