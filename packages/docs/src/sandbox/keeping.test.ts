import { readProvider } from '@parlance/compiler'
import { expect, test } from 'vitest'
import { openProvider } from '../../../mock/src/browser.ts'
import { createKeeping } from './keeping.ts'
import { mostShown } from './kept.ts'

const { document } = readProvider('chatti')
const json = { 'x-api-key': 'any', 'content-type': 'application/json' }

/** A page of a tab, on the provider. */
function openPage(kept: Map<string, string>) {
  const keeping = createKeeping((name, text) => kept.set(name, text))
  keeping.begin(Object.fromEntries(kept))
  const provider = openProvider('chatti', document, { sessions: keeping.sessions, rateLimit: false })
  keeping.restore('chatti')
  const ask = async (method: string, target: string, body?: object, headers = {}) => {
    const bytes = body && new TextEncoder().encode(JSON.stringify(body))
    const sent = await provider.ask({ method, target, headers: { ...json, ...headers }, body: bytes })
    const text = new TextDecoder().decode(sent.body)
    return { status: sent.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, string> }
  }
  const create = async (mobile: string, headers = {}) =>
    (await ask('POST', '/v1/contacts', { mobile }, headers)).body['contact_id']!
  const look = () => keeping.order('chatti', { do: 'look' })
  const contacts = () => look().collections.find(({ name }) => name === 'contacts')!
  return { keeping, ask, create, look, contacts }
}

test('what was created is there on the next page of the tab, and is kept before its answer comes', async () => {
  const kept = new Map<string, string>()
  const id = await openPage(kept).create('61491570156')
  expect(kept.get('chatti')).toContain(id)
  const next = openPage(kept)
  expect((await next.ask('GET', `/v1/contacts/${id}`)).body).toMatchObject({ mobile: '61491570156' })
  expect(next.contacts()).toMatchObject({ key: 'contact_id', size: 1, records: [{ contact_id: id }] })
  expect(next.look().note).toBeUndefined()
})

test('what is only looked at is not written again', async () => {
  const kept = new Map<string, string>()
  const page = openPage(kept)
  const id = await page.create('61491570156')
  kept.clear()
  await page.ask('GET', `/v1/contacts/${id}`)
  page.look()
  expect([...kept.keys()]).toEqual([])
})

test('another session of a request is not kept', async () => {
  const kept = new Map<string, string>()
  await openPage(kept).create('61491570156', { 'x-parlance-session': 'other' })
  expect([...kept.keys()]).toEqual([])
})

test('a reset holds for the next page too; the clock stays', async () => {
  const kept = new Map<string, string>()
  const page = openPage(kept)
  await page.create('61491570156')
  page.keeping.order('chatti', { do: 'advance', seconds: 86_400 })
  page.keeping.order('chatti', { do: 'reset' })
  await expect.poll(() => kept.get('chatti')).not.toContain('61491570156')
  const next = openPage(kept)
  expect(next.contacts().size).toBe(0)
  expect(Date.parse(next.look().now) - Date.now()).toBeGreaterThan(80_000_000)
  next.keeping.order('chatti', { do: 'return' })
  expect(Date.parse(next.look().now) - Date.now()).toBeLessThan(60_000)
})

test('the newest records are shown, and how many there are', async () => {
  const page = openPage(new Map())
  let last = ''
  for (let count = 0; count < mostShown + 2; count += 1) last = await page.create('61491570156')
  const { size, records } = page.contacts()
  expect([size, records.length, records[0]!['contact_id']]).toEqual([mostShown + 2, mostShown, last])
})

test.each([
  ['no JSON', '{"collections":'],
  ['something else', '{"collections":[]}'],
  ['records of another time', '{"collections":{"contacts":{"records":[{"contact_id":"a","mobile":7}]}}}'],
  ['a collection that is no more', '{"collections":{"pigeons":{"records":[]}}}'],
])('what cannot be read any more is dropped with a word: %s', async (_, text) => {
  const page = openPage(new Map([['chatti', text]]))
  expect(page.look().note).toMatch(/^What this tab had kept could not be read, so it begins anew: ./)
  expect((await page.ask('GET', `/v1/contacts/${await page.create('61491570156')}`)).status).toBe(200)
  page.keeping.order('chatti', { do: 'reset' })
  expect(page.look().note).toBeUndefined()
})

test('a clock that cannot be read shows real time', () => {
  const page = openPage(new Map([[':clock', '{"offset":"x"}']]))
  expect(page.look().note).toMatch(/clock\/offset must be an integer/)
})
