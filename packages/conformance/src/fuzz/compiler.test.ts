import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Compiled, compile, lostIn } from './compile.ts'
import { brokenDocuments, documents } from './documents.ts'
import { patience, settingsFor } from './settings.ts'
import { callClients, typeErrors, writeClients } from './types.ts'

test(
  'a document is compiled without loss, or refused with places and what to do',
  async () => {
    const kinds = { compiled: 0, refused: 0 }
    const property = fc.asyncProperty(documents({ wild: true }), async (document) => {
      const outcome = await compile(document)
      kinds[typeof outcome === 'string' ? 'refused' : 'compiled']++
      expect(typeof outcome === 'string' ? [] : lostIn(outcome)).toEqual([])
    })
    const settings = settingsFor(60)
    await fc.assert(property, settings)
    // Else the test would show nothing.
    expect(kinds.compiled).toBeGreaterThan(settings.numRuns / 10)
    expect(kinds.refused).toBeGreaterThan(0)
  },
  patience,
)

test(
  'a document with one wrong place is compiled, or refused with places and what to do',
  async () => {
    const property = fc.asyncProperty(brokenDocuments(), async (document) => {
      const outcome = await compile(document)
      expect(typeof outcome === 'string' ? [] : lostIn(outcome)).toEqual([])
    })
    await expect(fc.assert(property, settingsFor(150))).resolves.toBeUndefined()
  },
  patience,
)

test(
  'what is compiled passes TypeScript, has every operation and field, and works with the mock',
  async () => {
    const { numRuns, seed } = settingsFor(60)
    const sample = fc.sample(documents({ wild: true }), { numRuns, seed })
    const outcomes = await Promise.all(sample.map(compile))
    const clients = outcomes.filter((one): one is Compiled => typeof one !== 'string')
    await using workshop = await writeClients(clients)
    expect(await typeErrors(workshop)).toBe('')
    const { answered, refused, problems } = await callClients(workshop, clients.length)
    expect(problems).toEqual([])
    expect(answered).toBeGreaterThan(refused)
  },
  patience,
)
