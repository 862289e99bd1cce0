/** Whole programs for the docs: an operation called with the spec's examples, ready to be pasted and run. */
import { type Body, type Model, type OperationModel, operationsOf } from '../model.ts'
import type { Header, SampleModel, SampleOperation } from './asked.ts'
import { literal } from './code.ts'
import { credentialHeaders, demoCredential, exampleUrl, fieldText } from './request.ts'
import { callExample, clientName, exampleQuery, followSample } from './sample.ts'

/** Where the mock listens unless it is told otherwise. */
export const mockOrigin = 'http://127.0.0.1:4010'

/** A TypeScript program that calls an operation through the client, at an origin such as the mock's. */
export function clientProgram(
  model: SampleModel,
  operation: SampleOperation,
  origin = mockOrigin,
  headers: Header[] = [],
): string {
  const call = callExample(model, operation, headers)
  const name = /^const (\{ \w+ \}|\w+) =/.exec(call)?.[1]
  const print = name === undefined ? '' : `console.log(${name.replace(/^\{ | \}$/g, '')})\n`
  return `${clientSetup(model, operation, origin)}\n${call}\n${print}`
}

/** The operation to begin with: a read that needs nothing but the client's own options. */
export function firstOperation(model: Model): OperationModel {
  const operations = operationsOf(model)
  const isSimple = (operation: OperationModel) =>
    operation.method === 'GET' && operation.args.length === 0 && exampleQuery(operation) === undefined
  const first = operations.find(isSimple) ?? operations[0]
  if (!first) throw new Error(`${model.provider} has no operations.`)
  return first
}

/** A program that follows a link, or nothing when no resource has one that leads to a list. */
export function followProgram(model: Model, origin = mockOrigin): string | undefined {
  const sample = followSample(model)
  return sample && `${clientSetup(model, sample.operation, origin)}\n${sample.text}\n`
}

/** A program that tells one error of an operation from all others. */
export function errorProgram(model: Model, operation: OperationModel, origin = mockOrigin): string {
  const call = callExample(model, operation).replace(/^const (\{ \w+ \}|\w+) = /, '')
  return `${clientSetup(model, operation, origin, ['createClient', 'isApiError'])}
try {
  ${call.replaceAll('\n', '\n  ')}
} catch (error) {
  if (isApiError(error, '${operation.id}', ${operation.errors[0]!.status})) console.log(error.body)
  else throw error
}
`
}

/** The import and the client that a program begins with. */
export function clientSetup(
  model: SampleModel,
  operation: SampleOperation,
  origin: string,
  names = ['createClient'],
): string {
  const options = {
    ...Object.fromEntries(clientOptions(model, operation)),
    origin: `${origin}/${model.provider}`,
  }
  return `import { ${names.join(', ')} } from '@parlance/${model.provider}'

const ${clientName(model)} = createClient(${literal(options)})
`
}

function clientOptions(model: SampleModel, { anonymous, path }: SampleOperation): [string, string][] {
  const parameters = model.clientParameters.filter(({ name }) => path.includes(`{${name}}`))
  return [
    ...parameters.map(({ option, example }): [string, string] => [option, String(example)]),
    ...(anonymous ? [] : model.credentials).map(({ option, value = demoCredential }): [string, string] => [
      option,
      value,
    ]),
  ]
}

/** The same call as a curl command. */
export function curlCommand(
  model: SampleModel,
  operation: SampleOperation,
  origin = mockOrigin,
  more: Header[] = [],
): string {
  const { method, body } = operation
  const headers = [...credentialHeaders(model, operation), ...more].map(
    ([name, value]) => `${name}: ${value}`,
  )
  return [
    `curl ${methodFlag(method)}${shell(exampleUrl(model, operation, origin))}`,
    ...headers.map((header) => `-H ${shell(header)}`),
    ...(body?.example === undefined ? [] : curlBody(body)),
  ].join(' \\\n  ')
}

/** `-X HEAD` would wait for a body that never comes. */
function methodFlag(method: string): string {
  if (method === 'GET') return ''
  return method === 'HEAD' ? '--head ' : `-X ${method} `
}

/** The body with its media type; a form goes field by field, its files from the folder that the command runs in. */
function curlBody({ example, mediaType, files }: Pick<Body, 'example' | 'mediaType' | 'files'>): string[] {
  if (mediaType !== 'multipart/form-data')
    return [`-H ${shell(`Content-Type: ${mediaType}`)}`, `-d ${shell(JSON.stringify(example, null, 2))}`]
  const fields = Object.entries(example as object).flatMap(([name, value]) =>
    [value]
      .flat()
      .map(
        (one: unknown) => `${name}=${name in files ? `@${name}` : fieldText(one)}${typeOfFile(files[name])}`,
      ),
  )
  return fields.map((field) => `-F ${shell(field)}`)
}

function typeOfFile(type: string | undefined): string {
  return type === undefined ? '' : `;type=${type}`
}

function shell(text: string): string {
  return /^[\w:/.@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}
