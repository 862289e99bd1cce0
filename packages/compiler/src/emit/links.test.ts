import { describe, expect, test } from 'vitest'
import { readModel } from '../read/model.ts'
import { acme, acmeWithLinks, acmeWithPageLinks } from '../testing.ts'
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

describe('pages', async () => {
  const paged = readModel('acme', acmeWithPageLinks())
  const source = await emitSource(paged, acmeWithPageLinks())

  test('lead to pages of their kind', () => {
    expect(source['links.ts']).toContain(
      "  PhotoPage: {\n    next: 'PhotoPage'\n    prev: 'PhotoPage'\n  }\n",
    )
  })

  test('give their list, with the errors of all operations; what their links know need not be told', () => {
    expect(source['links.ts']).toContain(
      '  PhotoPage: (query?: PhotosListQuery | Partial<PhotosListInAlbumQuery>, options?: CallOptions) => PagedCall<PhotoPage, Parcel, PhotosListError | PhotosListInAlbumError>\n',
    )
    expect(source['links.ts']).not.toContain("'photos.listInAlbum':")
  })

  test('have at run time the operations of all lists', () => {
    expect(source['links.ts']).toContain('    next: [photosListOperation, photosListInAlbumOperation],\n')
    expect(source['operations/photos.ts']).toContain('export const photosListInAlbumOperation')
  })

  test('are told apart by type although they share the schema of their links', () => {
    const { 'schema.ts': schema } = source
    expect(schema).toContain(
      '/** @description Where the other pages are. */\n            _links?: components["schemas"]["PageLinks"] & {\n',
    )
    expect(schema).toContain('"~links"?: "PhotoPage";')
    expect(schema).not.toContain('"~links"?: "PageLinks";')
  })

  test('are in README, report and TSDoc', () => {
    expect(emitReport(paged)).toContain(
      '- `PhotoPage` — `next`, `prev` → `photos.list` or `photos.listInAlbum`\n',
    )
    expect(emitReadme(paged)).toContain("`acme.follow(page, 'next')`")
    expect(source['client.ts']).toContain('page._links?.next')
    expect(emitReadme(model) + files['client.ts']).not.toContain('(page')
  })
})
