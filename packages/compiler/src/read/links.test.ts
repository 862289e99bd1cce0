import { describe, expect, test } from 'vitest'
import type { Document } from '../document.ts'
import { acme, acmeWithLinks, acmeWithPageLinks } from '../testing.ts'
import { readModel } from './model.ts'

function linksOf(document: Document): unknown {
  return readModel('acme', document).links.map(({ schema, owners, rels }) => [
    schema,
    owners,
    Object.fromEntries(rels.map(({ rel, operation }) => [rel, operation.id])),
  ])
}

test('links lead to the operations that the spec names, where these only read', () => {
  expect(linksOf(acmeWithLinks())).toEqual([
    ['ParcelLinks', ['Parcel'], { self: 'tracking.get', all: 'parcels.list' }],
    ['PhotoLinks', [], { all: 'photos.list' }],
  ])
})

test('a provider may have none', () => {
  expect(readModel('acme', acme())).toMatchObject({ links: [], linkAliases: [] })
})

test('other names of paths are kept in their order', () => {
  const document = acmeWithLinks()
  document['x-link-aliases']!.push({ from: '/home', to: '/photos' })
  expect(readModel('acme', document).linkAliases).toEqual([
    ['/companies/{company}/', '/'],
    ['/home', '/photos'],
  ])
})

test('a link to an operation that is none is refused by name', () => {
  const document = acmeWithLinks()
  document.components!.schemas!['ParcelLinks']!.properties!['all']!['x-link-target'] = 'parcels.lst'
  expect(() => readModel('acme', document)).toThrow(
    'The link all of ParcelLinks leads to parcels.lst, which is no operation.',
  )
})

describe('links between pages', () => {
  const pagesIn = (document: Document) =>
    readModel('acme', document).links.flatMap(({ pages, ...links }) =>
      pages ? [{ ...links, ...pages }] : [],
    )

  test('are those beside the link that the lists find their next page by, and lead to all lists with such pages', () => {
    expect(pagesIn(acmeWithPageLinks())).toEqual([
      {
        schema: 'PhotoPage',
        owners: ['PhotoPage'],
        rels: ['next', 'prev'],
        next: 'next',
        operations: [
          expect.objectContaining({ id: 'photos.list' }),
          expect.objectContaining({ id: 'photos.listInAlbum' }),
        ],
      },
    ])
  })

  test('stand beside links to operations', () => {
    const document = acmeWithPageLinks()
    const { properties } = document.components!.schemas!['PageLinks']!
    properties!['first'] = { 'x-link-target': 'photos.list' }
    properties!['upload'] = { 'x-link-target': 'photos.upload' }
    expect(linksOf(document)).toContainEqual(['PhotoPage', ['PhotoPage'], { first: 'photos.list' }])
    expect(linksOf(document)).not.toContainEqual(expect.arrayContaining(['PageLinks']))
    expect(pagesIn(document)).toMatchObject([{ rels: ['next', 'prev'] }])
  })

  test.each([
    ['whose lists page by other means', '/next'],
    ['that have none to the next', '/_links/following/href'],
  ])('are not looked for in pages %s', (_, nextLink) => {
    const document = acmeWithPageLinks()
    for (const { get } of Object.values(document.paths)) {
      const paging = get?.['x-redoclyPagination']
      if (paging?.nextLink) paging.nextLink = nextLink
    }
    expect(pagesIn(document)).toEqual([])
  })

  test('are told from those of what is no page', () => {
    const document = acmeWithPageLinks()
    const schemas = document.components!.schemas!
    schemas['PageLinks']!.properties!['first'] = { 'x-link-target': 'photos.list' }
    schemas['Album'] = { properties: { _links: { $ref: '#/components/schemas/PageLinks' } } }
    expect(() => readModel('acme', document)).toThrow(
      'PageLinks holds the links of pages and of Album: give the pages a schema of their own.',
    )
  })

  test('need one signature for all lists', () => {
    const document = acmeWithPageLinks()
    document.paths['/photos']!.get!.parameters = []
    expect(() => readModel('acme', document)).toThrow(
      'PhotoPage is a page of photos.list, which has no query, and of photos.listInAlbum, which has one: describe the query that the links of photos.list have.',
    )
  })
})
