import { join } from 'node:path'
import { root } from '@parlance/compiler'
import MiniSearch from 'minisearch'
import { describe, expect, test } from 'vitest'
import { options, tokenize } from '../assets/search-options.js'
import { findProviders } from '../providers.ts'
import { readSite } from '../site.ts'
import { searchIndex } from './build.ts'
import { type Entry, searchEntries } from './entries.ts'

const entries = searchEntries(await readSite(root, await findProviders(join(root, 'specs'))))
const text = searchIndex(entries)
const index = MiniSearch.loadJSON<Entry>(text, options)

/** Kind and title of what is found first. */
function first(words: string): string {
  const [found] = index.search(words)
  return `${found?.['kind']} ${found?.['title']}`
}

test('names are found whole and by their parts', () => {
  expect(tokenize('shipments.addToBatch')).toEqual(['shipments', 'addToBatch', 'add', 'To', 'Batch'])
  expect(tokenize('postage_type')).toEqual(['postage_type', 'postage', 'type'])
})

describe('what is found first', () => {
  test.each([
    ['an operation by its id', 'shipments.buy', 'operation shipments.buy'],
    ['an operation by what it does', 'buy postage', 'operation shipments.buy'],
    ['an operation by the parts of its name', 'add to batch', 'operation shipments.addToBatch'],
    ['an operation by its path', 'add_to_batch', 'operation shipments.addToBatch'],
    ['a guide by another form of its word', 'retry', 'guide Retries and limits'],
    ['a guide in spite of a slip', 'opnapi-fetch', 'guide Migrating from openapi-fetch'],
    ['a word that is not finished', 'webho', 'guide Webhooks'],
  ])('%s: %s', (_, words, expected) => {
    expect(first(words)).toBe(expected)
  })

  test('a field by its name', () => {
    expect(first('carrier_tracking_code')).toMatch(/^field \w+\.carrier_tracking_code$/)
  })
})

test('every operation and every heading of a guide can be found, each at a place of its own', () => {
  const places = entries.filter(({ kind }) => kind !== 'field').map(({ path }) => path)
  expect(new Set(places).size).toBe(places.length)
  expect(places).toEqual(
    expect.arrayContaining([
      'reference/chitchats/#/shipments/shipments.buy',
      'guides/chitchats/errors-and-limits/#acting-twice',
      'clients/chatti/api/',
    ]),
  )
})

test('a field leads to an operation that takes it, if there is one', () => {
  const field = entries.find(({ title }) => title === 'ShipmentCreate.postage_type')
  expect(field?.path).toBe('reference/chitchats/#/shipments/shipments.create')
})

test('nothing that is not found brings an error', () => {
  expect(index.search('xyzzyx')).toEqual([])
  expect(index.search('./—')).toEqual([])
})
