import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from '@parlance/compiler'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Copy, copyRepository } from '../../test/copy.ts'
import { build, pass } from '../../test/run.ts'
import { newProvider } from '../new-provider.ts'
import { listFiles } from '../stage.ts'

const fixtures = fileURLToPath(new URL('../../test/fixtures/', import.meta.url))

/** An import takes some seconds: Redocly splits, bundles and lints, and TypeScript and the mock look at the result. */
const long = 300_000

let copy: Copy
beforeAll(() => void (copy = copyRepository([])), long)
afterAll(() => copy?.[Symbol.dispose]())

const text = (file: string) => readFileSync(join(copy.root, file), 'utf8')
const yaml = (file: string) => parse(text(file)) as Record<string, Record<string, unknown>>

describe('a document of OpenAPI 3.0 with everything nasty', () => {
  beforeAll(async () => {
    await newProvider(copy.root, { name: 'harbour', from: join(fixtures, 'nasty-3.0.yaml') })
  }, long)

  const report = () => text('specs/harbour/IMPORT.md')

  test('is split into the files of the house', () => {
    expect(listFiles(join(copy.root, 'specs/harbour/paths'))).toEqual([
      'berths.yaml',
      'berths@{berth-id}@{body_id}.yaml',
      'limits@kernel.yaml',
      'raw@{id}:search.yaml',
    ])
    expect(listFiles(join(copy.root, 'specs/harbour/components/parameters'))).toContain('BerthId.yaml')
  })

  test('has operations called <resource>.<verb>, which are their only tags', () => {
    const { get, post } = yaml('specs/harbour/paths/berths.yaml') as Record<string, object>
    expect(get).toMatchObject({ operationId: 'berthManagement.list', tags: ['berthManagement'] })
    expect(post).toMatchObject({ operationId: 'berthManagement.create' })
    expect(yaml('specs/harbour/paths/berths@{berth-id}@{body_id}.yaml')['delete']).toMatchObject({
      operationId: 'berths.delete',
    })
  })

  test('says of operations and schemas that its source says so', () => {
    const evidence = { level: 'official', source: "Harbour's Berth & Crane API 2.4.0" }
    const files = listFiles(join(copy.root, 'specs/harbour/components/schemas'))
    const operations = listFiles(join(copy.root, 'specs/harbour/paths')).flatMap((file) =>
      Object.values(yaml(`specs/harbour/paths/${file}`)),
    )
    const schemas = files.map((file) => yaml(`specs/harbour/components/schemas/${file}`))
    for (const one of [...operations, ...schemas]) expect(one).toMatchObject({ 'x-evidence': evidence })
  })

  test('is written in the keywords of 3.1', () => {
    const item = yaml('specs/harbour/components/schemas/BerthManagementListResponseItem.yaml')
    expect(item['properties']).toMatchObject({
      depth: { type: ['number', 'null'], exclusiveMinimum: 0 },
      status: { enum: ['free', 'taken'] },
      crane: { $ref: 'BerthManagementListResponseItemCrane.yaml' },
    })
    expect(item['properties']!['depth']).not.toHaveProperty('nullable')
  })

  test('keeps a part that was referred to in one place', () => {
    expect(yaml('specs/harbour/components/schemas/BaseThing.yaml')['properties']!['owner']).toEqual({
      $ref: 'BaseThingOwner.yaml',
    })
  })

  test('has each credential as clients can send it', () => {
    expect(yaml('specs/harbour/components/securitySchemes/Basic.yaml')).toMatchObject({
      type: 'apiKey',
      name: 'Authorization',
      'x-client-option': 'basic',
    })
    expect(yaml('specs/harbour/components/securitySchemes/OpenId.yaml')).toMatchObject({ scheme: 'bearer' })
  })

  test.each([
    '`TRACE /berths/{berth-id}/{body}`',
    'Callbacks: say what the provider sends under `webhooks`: `POST /berths`',
    '`POST /berths 201 other`',
    'application/x-www-form-urlencoded: clients send JSON and multipart/form-data: `POST /login`',
    'Servers without an absolute address: `/relative`',
    '`digest (http digest)`',
    '`GET /berths: Accept`',
    'Further tags: an operation has one, its resource: `GET /berths: Lists`',
    'Tags without an operation: `never used`',
    'Patterns that JavaScript does not understand: `base-thing/properties/id: (?i)^[a-z]+$`',
    '`GET /berths: session`',
    '`components/schemas/Unused.yaml`',
    'A response called default became 200: name the statuses that it stands for: `GET /berths/{berth-id}/{body}`',
  ])('loses nothing silently: %s', (line) => expect(report()).toContain(line))

  test('tells every new name', () => {
    expect(report()).toMatch(/\| operation +\| `getBerths` +\| `berthManagement\.create` +\|/)
    expect(report()).toMatch(/\| schema +\| `base-thing` +\| `BaseThing` +\|/)
  })

  test('lists what the house rules miss, by rule, with file and line', () => {
    expect(report()).toMatch(/\| `parlance\/schema-property-described` +\| \d+ +\|/)
    expect(report()).toMatch(
      /- \[ \] `paths\/berths\.yaml:\d+` berthManagement\.list lists, but does not say how/,
    )
  })
})

describe('a Postman collection', () => {
  beforeAll(async () => {
    await newProvider(copy.root, { name: 'parcel-desk', from: join(fixtures, 'parcel-desk.postman.json') })
  }, long)

  test('has its folders as resources, and its variables filled in', () => {
    const { get } = yaml('specs/parcel-desk/paths/v2@parcels.yaml') as Record<string, object>
    expect(get).toMatchObject({ operationId: 'parcels.list', 'x-evidence': { level: 'observed' } })
    expect(yaml('specs/parcel-desk/openapi.yaml')['servers']).toMatchObject([
      { url: 'https://api.parceldesk.example' },
    ])
  })

  test('keeps every saved example, observed, and the schema that those of a status have in common', () => {
    const { get } = yaml('specs/parcel-desk/paths/v2@parcels.yaml') as Record<
      string,
      { responses: Record<string, object> }
    >
    expect(get!.responses['200']).toMatchObject({
      'x-evidence': { level: 'observed', source: 'Parcel Desk, Postman collection, saved examples' },
      content: {
        'application/json': { examples: { ParcelsList200TwoParcels: {}, ParcelsList200NoParcels: {} } },
      },
    })
    expect(yaml('specs/parcel-desk/components/examples/ParcelsList200NoParcels.yaml')).toEqual({
      summary: 'No parcels',
      value: { parcels: [] },
    })
    expect(yaml('specs/parcel-desk/components/schemas/ParcelsListResponseParcel.yaml')).toMatchObject({
      required: ['id', 'weight', 'receiver'],
      properties: { weight: { type: 'number' } },
    })
  })

  test('says what only Postman knows', () => {
    const report = text('specs/parcel-desk/IMPORT.md')
    expect(report).toContain('Scripts of Postman: `Parcels / List parcels`')
    expect(report).toContain(
      'Saved examples that are not of their media type: `GET /v2/parcels 502: Gateway`',
    )
    expect(report).toContain('to be told as a parameter or an example: `tenant`')
  })
})

test(
  'a document of OpenAPI 3.1 in several files keeps its webhooks and what it says of evidence itself',
  async () => {
    const from = join(fixtures, 'ferry/openapi.yaml')
    await newProvider(copy.root, { name: 'ferry', from, evidence: 'lineage', source: 'Ferry handbook' })
    const { properties, ...trip } = yaml('specs/ferry/components/schemas/Trip.yaml') as Record<
      string,
      Record<string, object>
    >
    expect(trip).toMatchObject({ 'x-evidence': { level: 'lineage', source: 'Ferry handbook' } })
    expect(properties!['id']).toMatchObject({ 'x-evidence': { level: 'observed' } })
    expect(Object.keys(yaml('specs/ferry/openapi.yaml')['webhooks']!)).toEqual([
      'tripSailed',
      'tripCancelled',
    ])
    expect(text('packages/ferry/package.json')).toContain('"./webhooks"')
  },
  long,
)

test(
  'a document that the house has made comes back without a finding',
  async () => {
    const from = join(root, 'specs/chatti/dist/openapi.json')
    await newProvider(copy.root, { name: 'again', from })
    expect(text('specs/again/IMPORT.md')).toContain('Nothing: `npm run lint` passes.')
    const original = parse(readFileSync(join(root, 'specs/chatti/paths/sms.yaml'), 'utf8')) as object
    expect(yaml('specs/again/paths/sms.yaml')).toEqual(original)
    for (const part of ['specs', 'packages']) rmSync(join(copy.root, part, 'again'), { recursive: true })
  },
  long,
)

test(
  'all of them build, are served as they say, pass their tests and have a reference',
  () => {
    const names = ['ferry', 'harbour', 'parcel-desk']
    for (const name of names) {
      build(copy.root, name)
      expect(pass(copy.root, `packages/${name}`, 'tsc')).toBe('')
      pass(copy.root, `specs/${name}`, process.execPath, '../../packages/docs/src/cli/reference.ts')
    }
    const assembled = pass(copy.root, '.', process.execPath, 'packages/mock/src/assemble.ts')
    expect(assembled).toBe('Assembled 3: ferry, harbour, parcel-desk\n')
    const suites = names.map((name) => `packages/${name}/test/client.test.ts`)
    expect(pass(copy.root, '.', 'vitest', 'run', ...suites)).toContain('3 passed')
    const verdicts = pass(copy.root, 'packages/conformance', 'vitest', 'run', 'src/verdicts.test.ts')
    expect(verdicts).toContain('6 passed')
    const folders = names.flatMap((name) => [`specs/${name}`, `packages/${name}`])
    expect(pass(copy.root, '.', 'oxfmt', '--check', ...folders)).toContain('correct format')
  },
  long,
)
