import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from '@parlance/compiler'
import MiniSearch from 'minisearch'
import { describe, expect, test } from 'vitest'
import { find, options, tokenize } from '../assets/search-options.js'
import { findProviders } from '../providers.ts'
import { readSite } from '../site.ts'
import { searchIndex } from './build.ts'
import { type Entry, searchEntries } from './entries.ts'

const entries = searchEntries(await readSite(root, await findProviders(join(root, 'specs'))))
const text = searchIndex(entries)
const index = MiniSearch.loadJSON<Entry>(text, options)

/** Kind and title of what is found first. */
function first(words: string): string {
  const [found] = find(index, words)
  return `${found?.['kind']} ${found?.['title']}`
}

test('names are found whole and by their parts', () => {
  expect(tokenize('See shipments.addToBatch.')).toEqual([
    'See',
    'shipments.addToBatch',
    'shipments',
    'addToBatch',
    'add',
    'To',
    'Batch',
  ])
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

describe('what readers ask for is among the first three', () => {
  test.each([
    ['refund', 'operation shipments.refund'],
    ['rate limit', 'guide Limits of the product'],
    ['429', 'error 429 Too Many Requests'],
    ['too many requests', 'error 429 Too Many Requests'],
    ['token expired', 'error 401 Unauthorized'],
    ['what does 403 mean', 'error 403 Forbidden'],
    ['insufficient credit', 'error 400 Bad Request'],
    ['upload file', 'operation channels.sendMessage'],
    ['batch drop off', 'guide Drop off a batch'],
    ['send sms', 'operation sms.send'],
    ['opt out', 'guide Who has opted out'],
    ['webhook signature', 'guide Webhooks'],
    ['unread messages', 'operation users.listMessages'],
    ['HAL next page', 'guide Two ways to page'],
    ['pagination', 'guide Paging'],
    ['how to authenticate', 'guide Authentication'],
    ['track shipment', 'operation tracking.get'],
    ['add a member to a channel', 'operation channels.addMember'],
    ['send a picture', 'guide Send a picture'],
    ['cancel', 'guide Cancel'],
    ['shipments.create', 'method shipments.create'],
    ['ApiError', 'client ApiError'],
    ['checkpoint', 'client Checkpoint'],
    ['signWebhook', 'client signWebhook'],
  ])('%s: %s', (words, expected) => {
    const found = find(index, words).slice(0, 3)
    expect(found.map(({ kind, title }) => `${kind} ${title}`)).toContain(expected)
  })

  test('a name leads to the reference first, and to the method of the client after it', () => {
    const [operation, method] = find(index, 'shipments.create')
    expect([operation?.['path'], method?.['path']]).toEqual([
      'reference/chitchats/#/shipments/shipments.create',
      'clients/chitchats/api/shipments/#shipments.create',
    ])
  })

  test('words that say nothing do not stand in the way, but can be looked for', () => {
    expect(find(index, 'where is the tracking of a shipment')[0]?.['title']).toBe('tracking.get')
    expect(find(index, 'to').length).toBeGreaterThan(0)
  })
})

test('the index has 150 kB at most, compressed', () => {
  expect(gzipSync(text).length).toBeLessThanOrEqual(150_000)
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
  expect(find(index, 'xyzzyx')).toEqual([])
  expect(find(index, './—')).toEqual([])
})
