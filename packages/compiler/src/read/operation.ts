import {
  type Document,
  type Example,
  type MediaType,
  type Method,
  type OperationObject,
  type Parameter,
  type PathItem,
  type RateLimit,
  resolve,
  type Schema,
} from '../document.ts'
import { type Argument, type Body, noData, type OperationModel } from '../model.ts'
import { camelCase, identifier, pascalCase } from '../names.ts'
import { readChecks } from './checks.ts'
import { readErrors } from './errors.ts'
import { fileType, filesOf, jsonOf, readAccept } from './media.ts'
import { readPaging } from './paging.ts'
import type { ServerSets } from './servers.ts'
import { typeOf } from './types.ts'

const multipart = 'multipart/form-data'

/** One operation with the path it stands on. */
export interface Place {
  path: string
  method: Method
  item: PathItem
  operation: OperationObject
}

/** Reads one operation of a bundle. */
export function readOperation(document: Document, place: Place, servers: ServerSets): OperationModel {
  const { operation, item, path, method } = place
  const id = operation.operationId
  const [resource = '', verb = ''] = id.split('.')
  const parameters = readParameters(document, place)
  const security = operation.security ?? document.security ?? []
  const evidence = operation['x-evidence']
  if (!evidence) throw new Error(`${id} has no x-evidence. Run the lint: it names every such gap.`)
  return {
    id,
    functionName: camelCase(`${resource} ${verb}`),
    typeName: pascalCase(`${resource} ${verb}`),
    verb,
    method: method.toUpperCase(),
    path,
    server: servers.of(item, operation),
    anonymous: security.length === 0,
    scopes: [...new Set(security.flatMap((requirement) => Object.values(requirement).flat()))],
    summary: operation.summary ?? id,
    description: operation.description ?? '',
    deprecated: operation.deprecated ?? false,
    docsUrl: operation.externalDocs?.url ?? document.externalDocs?.url,
    evidence,
    retrySafety: operation['x-retry-safety'] ?? (method === 'get' ? 'safe' : 'unsafe'),
    args: withDistinctNames(
      inOrderOf(
        path,
        parameters.filter((one) => one.in === 'path' && !one['x-client-option']),
      ).map((one) => toArgument(document, id, one)),
      camelCase(`${resource} ${verb}`),
    ),
    query: parameters.filter((one) => one.in === 'query').map((one) => toArgument(document, id, one)),
    needsOneOf: operation['x-required-parameters']?.find(({ when }) => when === undefined)?.anyOf ?? [],
    body: readBody(document, operation),
    data: readData(document, operation),
    accept: readAccept(document, operation),
    envelope: readEnvelope(document, operation),
    errors: readErrors(document, operation.responses, (status, mediaType) =>
      responseType(id, status, mediaType),
    ),
    paging: readPaging(document, operation, parameters),
    merge: operation['x-merge'],
    checks: readChecks(document, partsOf(document, operation, parameters)),
    limits: readLimits(operation, parameters),
  }
}

/** The schemas of what a caller gives, by their place in the request. A body that may be a form is checked as JSON. */
function partsOf(document: Document, { requestBody }: OperationObject, parameters: Parameter[]) {
  const given = parameters.filter((one) => one.in === 'path' || one.in === 'query')
  const { content = {} } = requestBody ? resolve(document, requestBody) : {}
  const body = (jsonOf(content)?.[1] ?? content[multipart])?.schema
  return [
    ...given.flatMap(({ in: part, name, schema }) => (schema ? [{ place: `${part}:${name}`, schema }] : [])),
    ...(body ? [{ place: 'body:', schema: body }] : []),
  ]
}

/** Budgets of an operation. What a client option says is the same for all calls of a client, so no key needs it. */
function readLimits({ 'x-rate-limits': limits = [] }: OperationObject, parameters: Parameter[]): RateLimit[] {
  const isConstant = (place: string) =>
    parameters.some((one) => one['x-client-option'] !== undefined && place === `path:${one.name}`)
  const withKey = (limit: RateLimit): RateLimit => ({
    ...limit,
    key: limit.key?.filter((place) => !isConstant(place)) ?? [],
  })
  return limits.map(withKey)
}

/** Parameters of an operation and its path; the operation's own wins. */
export function readParameters(document: Document, { item, operation }: Place): Parameter[] {
  const all = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((one) =>
    resolve(document, one),
  )
  return [...new Map(all.map((one) => [`${one.in}:${one.name}`, one])).values()]
}

function inOrderOf(path: string, parameters: Parameter[]): Parameter[] {
  return parameters.toSorted((a, b) => path.indexOf(`{${a.name}}`) - path.indexOf(`{${b.name}}`))
}

/** What else has a name in a generated function: its other parameters, and what it calls. */
const otherNames = ['kernel', 'body', 'query', 'options', 'call', 'list']

/** Different names may become the same identifier, `a-b` and `a_b`: the later one then gets a number. */
function withDistinctNames(args: Argument[], functionName: string): Argument[] {
  const seen = new Set([...otherNames, functionName, `${functionName}Operation`])
  return args.map((argument) => {
    let name = argument.identifier
    for (let number = 2; seen.has(name); number++) name = `${argument.identifier}${number}`
    seen.add(name)
    return { ...argument, identifier: name }
  })
}

function toArgument(document: Document, id: string, parameter: Parameter): Argument {
  const schema = parameter.schema && resolve<Schema>(document, parameter.schema)
  return {
    name: parameter.name,
    identifier: identifier(parameter.name),
    type: typeOf(
      parameter.schema,
      schema?.type === 'object' ? 'Record<string, string>' : parameterType(id, parameter),
    ),
    required: parameter.required ?? false,
    secret: schema?.format === 'password',
    writing: writingOf(parameter, schema),
    description: parameter.description ?? '',
    example: parameter.example ?? parameter.schema?.example ?? parameter.schema?.examples?.[0],
  }
}

/** Where the types have a schema that has no name and is no scalar. */
function parameterType(id: string, { in: place, name }: Parameter): string {
  const all = `operations['${id}']['parameters']['${place}']`
  return `NonNullable<NonNullable<${all}>[${JSON.stringify(name)}]>`
}

function writingOf({ in: place, explode }: Parameter, schema: Schema | undefined): Argument['writing'] {
  if (place !== 'query') return undefined
  if (schema?.type === 'object') return 'spread'
  return schema?.type === 'array' && explode === false ? 'commas' : undefined
}

function readBody(document: Document, { operationId, requestBody }: OperationObject): Body | undefined {
  if (!requestBody) return undefined
  const { content, required = false, description = '' } = resolve(document, requestBody)
  const json = jsonOf(content)
  const form = content[multipart]
  const [mediaType, media] = json ?? [multipart, form]
  if (!media) throw new Error(`${operationId}: its body is neither JSON nor ${multipart}.`)
  const typeIn = (type: string, schema: Schema | undefined) =>
    typeOf(schema, `NonNullable<operations['${operationId}']['requestBody']>['content']['${type}']`)
  const types = [typeIn(mediaType, media.schema), ...(json && form ? [typeIn(multipart, form.schema)] : [])]
  return {
    mediaType,
    form: json !== undefined && form !== undefined,
    type: [...new Set(types)].join(' | '),
    required,
    description,
    example: firstExample(document, media),
    files: json ? {} : fileTypes(document, media),
  }
}

function fileTypes(document: Document, media: MediaType): Body['files'] {
  const files = [...filesOf(document, media)]
  const typeIn = (types = '') => (/[*,]/.test(types) || types === '' ? undefined : types)
  return Object.fromEntries(
    files.map(([name, { contentMediaType }]) => [
      name,
      typeIn(contentMediaType ?? media.encoding?.[name]?.contentType),
    ]),
  )
}

function readData(document: Document, { operationId, responses }: OperationObject): string {
  const types = Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([status, response]) => {
      const { content = {} } = resolve(document, response)
      const [mediaType, media] = jsonOf(content) ?? []
      if (media) return typeOf(media.schema, responseType(operationId, status, mediaType!))
      return Object.keys(content).length > 0 ? Object.keys(content).map(fileType) : noData
    })
  return [...new Set(types)].join(' | ') || noData
}

function readEnvelope(document: Document, { responses }: OperationObject): string | undefined {
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1]
  const schema = success && jsonOf(resolve(document, success).content ?? {})?.[1].schema
  const names = Object.keys((schema && resolve(document, schema).properties) ?? {})
  return names.length === 1 && identifier(names[0]!) === names[0] ? names[0] : undefined
}

function responseType(id: string, status: string, mediaType: string): string {
  return `operations['${id}']['responses'][${status}]['content']['${mediaType}']`
}

function firstExample(document: Document, media: MediaType): unknown {
  const first = Object.values(media.examples ?? {})[0]
  return first ? resolve<Example>(document, first).value : media.example
}
