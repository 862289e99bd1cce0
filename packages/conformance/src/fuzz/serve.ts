/** A document through the mock: requests of every kind, and what is wrong with its answers. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMock, type Mock, MockError } from '@parlance/mock'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { Json } from './schemas.ts'

/** A mock of one document, or why it is none. */
export type Served = (Mock & { readonly document: Json }) | string

/**
 * Serves a document, which may be no document at all, from a file.
 *
 * @param stateful - Whether the mock keeps what it is told.
 * @throws what is no refusal: one says which file, and where in it
 */
export async function serve(document: unknown, stateful = false): Promise<Served> {
  const folder = await mkdtemp(join(tmpdir(), 'parlance-fuzz-'))
  const file = join(folder, 'openapi.json')
  try {
    await writeFile(file, JSON.stringify(document))
    return Object.assign(await createMock([], { listen: false, stateful, specs: { fuzz: file } }), {
      document: document as Json,
    })
  } catch (error) {
    return refusalOf(error, file)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const places = [
  /#\/?/,
  /line \d+, column \d+/,
  /the root is not an object/,
  /"openapi" is/,
  /has no paths/,
  /is Swagger/,
]

/** What the mock says of a file that it does not serve. */
export function refusalOf(error: unknown, file: string): string {
  const isClear =
    error instanceof MockError &&
    error.code === 'bad-spec' &&
    error.message.includes(file) &&
    places.some((place) => place.test(error.message)) &&
    !/Cannot read|is not a function|not iterable|of undefined|call stack/.test(error.message)
  if (isClear) return error.message
  throw error
}

interface Operation {
  readonly method: string
  readonly path: string
  readonly node: Json
}

/** Every operation of a document that is one. */
export function operationsOf(document: Json): Operation[] {
  return Object.entries(document['paths'] as Json).flatMap(([path, item]) =>
    Object.entries(item as Json)
      .filter(([method]) => /^(get|put|post|delete|options|head|patch|trace)$/.test(method))
      .map(([method, node]) => ({ method: method.toUpperCase(), path, node: node as Json })),
  )
}

/** What is wrong with the answers of a mock: failures of its own, bodies that break their schema and do not say so. */
export async function complaints(mock: Mock & { readonly document: Json }, seed = 0): Promise<string[]> {
  const found: string[] = []
  const all = operationsOf(mock.document)
  const [served] = mock.providers
  if (served!.operations !== all.length)
    found.push(`serves ${served!.operations} of ${all.length} operations`)
  for (const operation of all) {
    const target = `/fuzz/v1${operation.path.replace(/\{[^}]*\}/g, '1')}`
    for (const request of [...friendly, ...hostile(seed)]) {
      const { suffix = '', ...init } = request
      const body = operation.method === 'GET' || operation.method === 'HEAD' ? undefined : init.body
      const response = await mock.fetch(`http://fuzz.test${encodeTarget(target)}${suffix}`, {
        method: operation.method,
        headers: init.headers ?? {},
        ...(body !== undefined && { body }),
      })
      const problem = await problemOf(mock.document, operation, response)
      if (problem) found.push(`${operation.method} ${operation.path}${suffix}: ${problem}`)
    }
  }
  return found
}

function encodeTarget(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}

interface Sent {
  readonly suffix?: string
  readonly headers?: Record<string, string>
  readonly body?: string | Uint8Array<ArrayBuffer>
}

const jsonType = { 'content-type': 'application/json' }

const friendly: readonly Sent[] = [{}, { headers: { prefer: 'dynamic=true' } }]

const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

const all: readonly Sent[] = [
  { suffix: '?__proto__=1&constructor[prototype][x]=2&toString=3' },
  { suffix: '?a=%&%=a&&=&a[b][c][d]=%00' },
  { suffix: `?q=${'x'.repeat(5000)}` },
  { headers: { prefer: 'code=__proto__, example=constructor' } },
  { headers: { prefer: 'code=999' } },
  { headers: { accept: '*;q=x, ;;, text/*' } },
  { headers: jsonType, body: '{"__proto__":{"x":1},"constructor":{"prototype":1},"toString":null}' },
  { headers: jsonType, body: deep(5000) },
  { headers: jsonType, body: `"${'a'.repeat(30)}!"` },
  { headers: jsonType, body: '1e999' },
  { headers: jsonType, body: '{' },
  { headers: jsonType, body: new Uint8Array([0xff, 0xfe, 0x00]) },
  { headers: { 'content-type': 'multipart/form-data' }, body: '--x' },
  { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: '__proto__=1&a[b]=%' },
  { headers: { 'content-type': 'nonsense' }, body: 'x' },
]

/** A few of the requests that want to do harm, others each time: all of them for every document would take too long. */
function hostile(seed: number): Sent[] {
  return all.filter((_, index) => (index + seed) % 3 === 0)
}

async function problemOf(
  document: Json,
  { node }: Operation,
  response: Response,
): Promise<string | undefined> {
  const text = await response.text()
  const refusal = response.headers.get('x-parlance-refusal') ?? ''
  if (refusal.includes('the mock failed')) return refusal
  const responses = (node['responses'] ?? {}) as Json
  const declared = responses[String(response.status)] as Json | undefined
  const isOwn = declared !== undefined || refusal === 'the operation declares no response'
  if (response.status >= 500 && !isOwn) return `${response.status} ${refusal} ${text.slice(0, 200)}`
  const media = (declared?.['content'] as Json | undefined)?.['application/json'] as Json | undefined
  const schema = media?.['schema']
  const isSaid = refusal !== '' || response.headers.has('x-parlance-violations')
  if (schema === undefined || text === '' || isSaid) return undefined
  const wrong = judge(document, schema, JSON.parse(text))
  return wrong === undefined ? undefined : `${text.slice(0, 100)} breaks its schema: ${wrong}`
}

/** What a judge of our own has against a value. */
function judge(document: Json, schema: unknown, value: unknown): string | undefined {
  const ajv = new Ajv2020({
    strict: false,
    logger: false,
    ownProperties: true,
    validateSchema: false,
    multipleOfPrecision: 9,
    // Unicode where the pattern allows it; slow ones are the mock's own business.
    code: { regExp: Object.assign((pattern: string) => fast(pattern), { code: 'fast' }) },
  })
  formats.default(ajv)
  // As lenient as the mock, which takes more ways to write a time than RFC 3339 has.
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\d[t\s]\d\d:\d\d/i)
  const validate = ajv.compile({ ...(schema as Json), components: document['components'] })
  return validate(value) ? undefined : ajv.errorsText(validate.errors)
}

function fast(pattern: string): { test(text: string): boolean; toString(): string } {
  const expression = lenient(pattern)
  // Some patterns take for ever, but not for short texts.
  return { test: (text) => text.length > 24 || expression.test(text), toString: () => pattern }
}

function lenient(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u')
  } catch {
    return new RegExp(pattern)
  }
}
