import { expect, test } from 'vitest'
import { readModel } from '../read/model.ts'
import { acme } from '../testing.ts'
import { docComment, literal } from './code.ts'
import { emitReport } from './report.ts'
import { emitSource } from './index.ts'

const model = readModel('acme', acme())
const files = await emitSource(model, acme())

test('a method has a concrete signature', () => {
  const client = files['client.ts']
  expect(client).toContain(
    'list(query?: ParcelsListQuery, options?: CallOptions): PagedCall<Parcel[], Parcel, ParcelsListError>',
  )
  expect(client).toContain(
    'create(body: Parcel | PhotoUpload, options?: CallOptions): Call<ParcelEnvelope, ParcelsCreateError>',
  )
  expect(client).toContain(
    'delete(depot: number, parcelId: string, options?: CallOptions): Call<undefined, ParcelsDeleteError>',
  )
})

test('its TSDoc tells evidence, retry safety, errors and a call to copy', () => {
  expect(files['client.ts']).toContain(
    'Evidence: inferred — our reading (It may differ). Sending it again may act twice.',
  )
  expect(files['client.ts']).toContain('@throws {ApiError} 400')
  expect(files['client.ts']).toContain(
    "const { parcel } = await acme.parcels.create({ id: 'p1', status: 'ready' })",
  )
})

test('a description cannot end its comment', () => {
  expect(files['client.ts']).toContain('Weighs *\\/ it.')
})

test('a descriptor holds what the kernel needs and no more', () => {
  expect(files['operations/parcels.ts']).toContain(`const parcelsDeleteOperation: Operation = {
  id: 'parcels.delete',
  method: 'DELETE',
  path: '/accounts/{account_id}/parcels/{depot}/{parcel_id}',
  args: ['depot', 'parcel_id'],
  resend: true,
  bodiless: true,
}`)
})

test('a descriptor says how queries and bodies are written where it matters', () => {
  expect(files['operations/photos.ts']).toContain(
    "shape: /* @__PURE__ */ shapeQuery({ commas: ['select'], spread: ['filters'] }),",
  )
  expect(files['operations/photos.ts']).toContain('encode: multipart,')
  expect(files['operations/parcels.ts']).toContain('encode: jsonOrMultipart,')
})

test('a file is a Blob', () => {
  expect(files['schema.ts']).toContain('file?: Blob;')
})

test('free filters are strings by name', () => {
  expect(files['types.ts']).toContain('filters?: Record<string, string> | undefined')
})

test('open enums complete known values and accept others', () => {
  expect(files['schema.ts']).toContain('status?: "ready" | "lost" | (string & {}) | null')
})

test('unknown properties do not hide misspelt ones', () => {
  expect(files['schema.ts']).not.toContain('[key: string]: unknown')
})

test('a field that is known otherwise than its schema says so', () => {
  expect(files['schema.ts']).toContain('Evidence: inferred — a guess.')
})

test('errors are typed by operation and status', () => {
  expect(files['types.ts']).toContain("  'parcels.create': {\n    400: ErrorBody\n  }\n")
})

test('the report shows every signature', () => {
  expect(emitReport(model)).toContain('parcels.list(query?: ParcelsListQuery')
  expect(emitReport(model)).toContain(
    '- `parcels.create` — POST `/accounts/{account_id}/parcels`; unsafe; errors 400',
  )
})

test.each([
  ["it's", `'it\\'s'`],
  ['say "hi"', `'say "hi"'`],
  ['back\\slash\n', `'back\\\\slash\\n'`],
  [{ 'a-b': 1, c: [true, null] }, "{ 'a-b': 1, c: [true, null] }"],
  [[], '[]'],
  [{}, '{}'],
])('%j as a literal', (value, text) => expect(literal(value)).toBe(text))

test('a doc comment keeps its indent and drops what is empty', () => {
  expect(docComment(['One.', undefined, 'Two.'], '  ')).toBe('  /**\n   * One.\n   *\n   * Two.\n   */\n')
})
