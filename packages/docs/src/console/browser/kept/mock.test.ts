import { expect, test } from 'vitest'
import { bundlePath } from '@parlance/compiler'
import { createMock } from '../../../../../mock/src/index.ts'
import { keptAt, NoState } from './mock.ts'

const specs = { chatti: bundlePath('chatti') }
const contacts = async (url: string) => {
  const { collections } = await keptAt(`${url}/__mock`, 'chatti', { do: 'look' })
  return collections.find(({ name }) => name === 'contacts')!
}

test('a mock on this machine shows what it keeps, the newest first, and can be put back', async () => {
  await using mock = await createMock({ providers: [], specs, stateful: true, world: { chatti: {} } })
  const before = await contacts(mock.url)
  expect(before).toMatchObject({ key: 'contact_id', size: 0, records: [] })
  for (const mobile of ['+61491570156', '+61491570157'])
    await fetch(`${mock.urlOf('chatti')}/v1/contacts`, {
      method: 'POST',
      headers: { 'x-api-key': 'any', 'content-type': 'application/json' },
      body: JSON.stringify({ mobile }),
    })
  const { size, records } = await contacts(mock.url)
  expect([size, records.map(({ mobile }) => mobile)]).toEqual([2, ['+61491570157', '+61491570156']])
  await keptAt(`${mock.url}/__mock`, 'chatti', { do: 'reset' })
  expect((await contacts(mock.url)).size).toBe(0)
})

test('its clock is moved on, and back to real time', async () => {
  await using mock = await createMock({ providers: [], specs, stateful: true })
  const { now } = await keptAt(`${mock.url}/__mock`, 'chatti', { do: 'advance', seconds: 86_400 })
  expect(Date.parse(now)).toBeGreaterThan(Date.now() + 86_000_000)
  const later = await keptAt(`${mock.url}/__mock`, 'chatti', { do: 'return' })
  expect(Date.parse(later.now)).toBeLessThan(Date.now() + 60_000)
})

test('a mock that keeps nothing is told from one that fails', async () => {
  await using mock = await createMock({ providers: [], specs })
  await expect(keptAt(`${mock.url}/__mock`, 'chatti', { do: 'look' })).rejects.toThrow(NoState)
  await using other = await createMock({ providers: [], specs, stateful: true })
  await expect(keptAt(`${other.url}/__mock`, 'nobody', { do: 'reset' })).rejects.toThrow(/nobody/)
})
