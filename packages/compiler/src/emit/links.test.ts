import { expect, test } from 'vitest'
import { readModel } from '../read/model.ts'
import { acme, acmeWithLinks } from '../testing.ts'
import { emitSource } from './index.ts'
import { emitReadme } from './readme.ts'
import { emitReport } from './report.ts'

const model = readModel('acme', acmeWithLinks())
const files = await emitSource(model, acmeWithLinks())

test('each relation has the operation that it leads to', () => {
  expect(files['links.ts']).toContain(
    "  ParcelLinks: {\n    self: 'tracking.get'\n    all: 'parcels.list'\n  }\n  PhotoLinks: {\n    all: 'photos.list'\n  }\n",
  )
})

test('following takes and gives what the operation does behind its path parameters', () => {
  expect(files['links.ts']).toContain(
    "  'tracking.get': (options?: CallOptions) => Call<Parcel, TrackingGetError>\n",
  )
  expect(files['links.ts']).toContain(
    "  'parcels.list': (query?: ParcelsListQuery, options?: CallOptions) => PagedCall<Parcel[], Parcel, ParcelsListError>\n",
  )
})

test('at run time a relation has the operations of all resources, those without parameters first', () => {
  expect(files['links.ts']).toContain(`const links: LinkTable = {
  servers: [
    ['https://acme.example/v1', 'https://staging.acme.example/v1'],
    ['https://acme.example', 'https://staging.acme.example'],
  ],
  aliases: [['/companies/{company}/', '/']],
  targets: {
    self: [trackingGetOperation],
    all: [photosListOperation, parcelsListOperation],
  },
}`)
})

test('links are told apart by type', () => {
  expect(files['schema.ts']).toContain('"~links"?: "ParcelLinks";')
})

test('descriptors are exported where links need them, and not by the client', () => {
  expect(files['links.ts']).toContain("import { parcelsListOperation } from './operations/parcels.ts'\n")
  expect(files['operations/parcels.ts']).toContain('export const parcelsListOperation')
  expect(files['operations/parcels.ts']).toContain('\nconst parcelsDeleteOperation')
  expect(files['functions.ts']).toContain(
    "export { parcelsList, parcelsCreate, parcelsDelete } from './operations/parcels.ts'\n",
  )
})

test('follow is a method and a function', () => {
  expect(files['client.ts']).toContain('  follow<Of extends keyof LinkTargets')
  expect(files['operations.ts']).toContain("export { follow } from './links.ts'\n")
})

test('README and report show links', () => {
  expect(emitReport(model)).toContain('- `Parcel` — `self` → `tracking.get`, `all` → `parcels.list`\n')
  expect(emitReadme(model)).toContain("acme.follow(parcel, 'all')")
})

test('a provider without links has nothing of it', async () => {
  const plain = readModel('acme', acme())
  const text = JSON.stringify([await emitSource(plain, acme()), emitReadme(plain), emitReport(plain)])
  expect(text).not.toMatch(/follow\b|links/i)
})
