import { expect, test } from 'vitest'
import type { Document, Schema } from '../document.ts'
import { emitSource } from '../emit/index.ts'
import { operationsOf } from '../model.ts'
import { readModel } from '../read/model.ts'
import { acme } from '../testing.ts'
import { checkDocument } from './document.ts'
import { SpecError } from './problem.ts'

function problems(change: (document: Document) => void): string[] {
  const document = acme()
  change(document)
  try {
    checkDocument(document)
    return []
  } catch (error) {
    if (!(error instanceof SpecError)) throw error
    return error.problems.map(({ place, what }) => `${place}: ${what}`)
  }
}

const schemas = (document: Document) => document.components!.schemas!
const list = (document: Document) => document.paths['/photos']!.get!
const inPhotos = '#/paths/~1photos/get'

test('a good document has no problems', () => expect(problems(() => undefined)).toEqual([]))

test.each([null, [], 5, 'text'])('%j is no document', (value) => {
  expect(() => checkDocument(value)).toThrow(/^#: is .+\. Make it an OpenAPI document\.$/)
})

test('all problems are told at once, each in one line', () => {
  const document = acme()
  schemas(document)['Parcel\n'] = { type: 'strin' } as Schema
  list(document).responses = {}
  expect(() => checkDocument(document)).toThrow(
    /^#\/.*\n#\/components\/schemas\/Parcel\\u000a\/type: .*$|^#.*\n#.*$/,
  )
})

test.each<[string, (document: Document) => void, string]>([
  [
    'a pattern that is none',
    (document) => (schemas(document)['Parcel']!.pattern = '('),
    '#/components/schemas/Parcel/pattern: is no regular expression',
  ],
  [
    'a type that is none',
    (document) => (schemas(document)['Parcel']!.type = 'strin'),
    '#/components/schemas/Parcel/type: "strin" is no type',
  ],
  [
    'limits that contradict',
    (document) => Object.assign(schemas(document)['Error']!, { minLength: 5, maxLength: 1 }),
    '#/components/schemas/Error/minLength: is 5, but maxLength is 1',
  ],
  [
    'a circle',
    (document) => (schemas(document)['Loop'] = { anyOf: [{ $ref: '#/components/schemas/Loop' }] }),
    '#/components/schemas/Loop: comes back to itself',
  ],
  [
    'a reference to what objects inherit',
    (document) => (schemas(document)['A'] = { $ref: '#/components/schemas/constructor' }),
    '#/components/schemas/A/$ref: Nothing is at',
  ],
  [
    'two schemas of one type',
    (document) => Object.assign(schemas(document), { 'Par-Cel': {}, ParCel: {} }),
    '#/components/schemas/ParCel: makes the type ParCel, and so does',
  ],
  [
    'two operations of one id',
    (document) => (document.paths['/track/{parcel_id}']!.get!.operationId = 'photos.list'),
    'makes the operation photos.list',
  ],
  [
    'an operation without an id',
    (document) => Reflect.deleteProperty(list(document), 'operationId'),
    `${inPhotos}: has no operationId`,
  ],
  [
    'a method in capitals',
    (document) => Object.assign(document.paths['/photos']!, { GET: list(document) }),
    '#/paths/~1photos/GET: is no method',
  ],
  [
    'a parameter in a header',
    (document) => list(document).parameters!.push({ name: 'X', in: 'header', required: true }),
    'is in the header',
  ],
  [
    'a parameter of the path that is a list',
    (document) =>
      Object.assign(document.paths['/track/{parcel_id}']!.get!.parameters![0]!, {
        schema: { type: 'array', items: {} },
      }),
    'is of type array',
  ],
  [
    'a response for many statuses',
    (document) => (list(document).responses['default'] = { description: '' }),
    `${inPhotos}/responses/default: is no single status`,
  ],
  [
    'a server with a variable',
    (document) => (document.servers[0]!.url = 'https://{x}.example'),
    '#/servers/0/url: "https://{x}.example" is no address',
  ],
  [
    'a title without letters',
    (document) => (document.info.title = '名前'),
    '#/info/title: "名前" makes no name',
  ],
])('%s is refused with its place', (_, change, problem) => {
  const found = problems(change)
  expect(found.join('\n')).toContain(problem)
  for (const line of found) expect(line).toMatch(/^#.*: .+[.]$/)
})

test('nesting without end is refused before it fills the stack', () => {
  let deep: Schema = { type: 'string' }
  for (let level = 0; level < 5000; level++) deep = { allOf: [deep] }
  expect(problems((document) => (schemas(document)['Deep'] = deep)).join()).toContain(
    'is nested deeper than 200 levels',
  )
})

test('what is refused while an operation is read has the place of that operation', () => {
  const document = acme()
  delete list(document)['x-evidence']
  expect(() => readModel('acme', document)).toThrow(`${inPhotos}: photos.list has no x-evidence`)
})

test('names that objects inherit, that are reserved, or that collide are all there', async () => {
  const document = acme()
  const path = { in: 'path', required: true, schema: { type: 'string' } } as const
  document.paths['/odd/{a-b}/{a_b}/{call}/{options}'] = {
    get: {
      ...list(document),
      operationId: 'odd.new',
      parameters: ['a-b', 'a_b', 'call', 'options'].map((name) => Object.assign({ name }, path)),
    },
  }
  schemas(document)['Parcel']!.properties!['constructor'] = { type: 'string' }
  schemas(document)['Record'] = { type: 'object', properties: {} }
  const model = readModel('acme', document)
  const operation = operationsOf(model).find(({ id }) => id === 'odd.new')!
  expect(operation.args.map(({ identifier }) => identifier)).toEqual(['aB', 'aB2', 'call2', 'options2'])
  const files = await emitSource(model, document)
  expect(files['client.ts']).toContain("  'new'(aB: string")
  expect(files['schema.ts']).toMatch(/"?constructor"?\?: string/)
  expect(files['types.ts']).toContain('export interface RecordBody')
})
