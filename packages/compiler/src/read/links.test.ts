import { expect, test } from 'vitest'
import type { Document } from '../document.ts'
import { acme, acmeWithLinks } from '../testing.ts'
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
