import { describe, expect, test } from 'vitest'
import type { ClientCheck, Document, Schema } from '../document.ts'
import { emitReadme } from '../emit/readme.ts'
import { emitReport } from '../emit/report.ts'
import { emitSource } from '../emit/index.ts'
import { type CheckModel, operationsOf } from '../model.ts'
import { acme } from '../testing.ts'
import { readModel } from './model.ts'

const evidence = { level: 'official', source: 'Acme guide, Labels' } as const
const ten: Schema = {
  type: 'string',
  maxLength: 10,
  minLength: 1,
  'x-client-check': { keywords: ['maxLength'], evidence },
}

/** Acme with `Label` as a schema, and the given properties in its parcels. */
function acmeWith(properties: Record<string, Schema>, label = ten): Document {
  const document = acme()
  const { schemas } = document.components!
  schemas!['Label'] = label
  Object.assign(schemas!['Parcel']!.properties!, properties)
  return document
}

function checksOf(document: Document, id: string): CheckModel[] {
  return operationsOf(readModel('acme', document)).find((one) => one.id === id)!.checks
}

const label: Schema = { $ref: '#/components/schemas/Label' }
const rule = { rule: 'have at most 10 characters', source: 'official: Acme guide, Labels', maxLength: 10 }

test('a rule is one for each keyword, in words, with its number from the schema', () => {
  const check: ClientCheck = { keywords: ['minLength', 'maxLength'], when: 'x', grows: '{L}', evidence }
  const found = checksOf(acmeWith({ label }, { ...ten, 'x-client-check': check }), 'parcels.create')
  expect(found).toEqual([
    {
      at: 'body:/label',
      rule: 'have at least 1 character',
      source: 'official: Acme guide, Labels',
      minLength: 1,
      when: 'x',
    },
    { at: 'body:/label', ...rule, when: 'x', grows: '{L}' },
  ])
})

test('a rule of numbers or of a pattern says what it asks for', () => {
  const weight: Schema = {
    type: 'number',
    minimum: 1,
    maximum: 9,
    'x-client-check': { keywords: ['minimum', 'maximum'], evidence },
  }
  const code: Schema = {
    type: 'string',
    pattern: '^[A-Z]+$',
    'x-client-check': { keywords: ['pattern'], rule: 'be in capitals', evidence },
  }
  const found = checksOf(acmeWith({ weight, code }), 'parcels.create')
  expect(found.map((one) => one.rule)).toEqual(['be at least 1', 'be at most 9', 'be in capitals'])
})

describe('a rule is found', () => {
  test('in the items of a list, in parts of a whole and deeper down', () => {
    const found = checksOf(
      acmeWith({
        labels: { type: 'array', items: label },
        box: { type: 'object', allOf: [{ properties: { label } }] },
      }),
      'parcels.create',
    )
    expect(found.map(({ at }) => at)).toEqual(['body:/labels/*', 'body:/box/label'])
  })

  test('in parameters', () => {
    const document = acmeWith({})
    document.paths['/track/{parcel_id}']!.get!.parameters = [
      { name: 'parcel_id', in: 'path', required: true, schema: label },
      { name: 'note', in: 'query', schema: label },
    ]
    expect(checksOf(document, 'tracking.get').map(({ at }) => at)).toEqual(['path:parcel_id', 'query:note'])
  })

  test('in a form, where the body is nothing else', () => {
    const document = acmeWith({})
    document.components!.schemas!['PhotoUpload']!.properties!['title'] = label
    expect(checksOf(document, 'photos.upload')).toEqual([{ at: 'body:/title', ...rule }])
    expect(checksOf(document, 'parcels.create')).toEqual([])
  })

  test('of a use of a schema, where the schema has none', () => {
    const { 'x-client-check': check, ...plain } = ten
    const found = checksOf(
      acmeWith({ label: { ...label, 'x-client-check': check! } }, plain),
      'parcels.create',
    )
    expect(found).toEqual([{ at: 'body:/label', ...rule }])
  })

  test('once in a schema that holds itself', () => {
    const parcel: Schema = { $ref: '#/components/schemas/Parcel' }
    const found = checksOf(acmeWith({ label, inside: parcel }), 'parcels.create')
    expect(found.map(({ at }) => at)).toEqual(['body:/label'])
  })
})

test('a use of a schema may say that nothing is certain', () => {
  expect(checksOf(acmeWith({ label: { ...label, 'x-client-check': false } }), 'parcels.create')).toEqual([])
})

test('a rule without its keyword cannot be compiled', () => {
  const { maxLength: _, ...without } = ten
  expect(() => checksOf(acmeWith({ label }, without), 'parcels.create')).toThrow(
    'x-client-check: body:/label has no maxLength.',
  )
})

describe('what is emitted for rules', async () => {
  const document = acmeWith({ label })
  const model = readModel('acme', document)
  const files = await emitSource(model, document)

  test('are checks of the operations that have any, which a bundle without these can drop', () => {
    expect(files['operations/parcels.ts']).toContain(
      "  check: /* @__PURE__ */ checks([\n    {\n      at: 'body:/label',\n      rule: 'have at most 10 characters',",
    )
    expect(files['operations/parcels.ts']!.match(/checks\(/g)).toHaveLength(1)
    expect(files['operations/tracking.ts']).not.toContain('checks')
  })

  test('is their text in TSDoc, README and report', () => {
    expect(files['client.ts']).toContain(
      '@throws {CheckError} before anything is sent: `/label` of the body must have at most 10 characters.',
    )
    expect(emitReadme(model)).toMatch(
      /## Checks[^#]*`\/label` of the body \| must have at most 10 characters \| `parcels.create` \| official: Acme guide, Labels \|/,
    )
    expect(emitReport(model)).toContain('; errors 400; checks `/label` of the body\n')
  })

  test('is nothing where there are none', async () => {
    const plain = readModel('acme', acme())
    expect(emitReadme(plain)).not.toContain('CheckError')
    expect(Object.values(await emitSource(plain, acme())).join('')).not.toContain('checks(')
  })
})
