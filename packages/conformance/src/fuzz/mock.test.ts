import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { brokenDocuments, documents } from './documents.ts'
import { complaints, serve } from './serve.ts'
import { patience, settingsFor } from './settings.ts'

test(
  'every operation of any document answers, whatever it is asked, with what its schema allows',
  async () => {
    let served = 0
    const all = fc.tuple(documents({ wild: true }), fc.nat(2), fc.boolean())
    const property = fc.asyncProperty(all, async ([document, seed, stateful]) => {
      const mock = await serve(document, stateful)
      if (typeof mock === 'string') return
      served++
      await using _ = mock
      expect(await complaints(mock, seed)).toEqual([])
    })
    const settings = settingsFor(40)
    await fc.assert(property, settings)
    expect(served).toBeGreaterThan(settings.numRuns / 4)
  },
  patience,
)

test(
  'a document with one wrong place is served, or refused with its file and place',
  async () => {
    const property = fc.asyncProperty(brokenDocuments(), fc.boolean(), async (document, stateful) => {
      const mock = await serve(document, stateful)
      if (typeof mock === 'string') return
      await using _ = mock
      expect(await complaints(mock)).toEqual([])
    })
    await fc.assert(property, settingsFor(80))
  },
  patience,
)

test.for([
  null,
  5,
  'text',
  [],
  {},
  { openapi: '3.1.0' },
  { openapi: 3.1, paths: {} },
  { openapi: '3.1.0', paths: [] },
])('%j is refused', async (value) => {
  expect(typeof (await serve(value))).toBe('string')
})
