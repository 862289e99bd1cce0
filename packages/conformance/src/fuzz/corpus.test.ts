import { createMock } from '@parlance/mock'
import { describe, expect, test } from 'vitest'
import { type Compiled, compile, lostIn } from './compile.ts'
import { corpus } from './corpus.ts'
import type { Json } from './schemas.ts'
import { complaints, refusalOf } from './serve.ts'
import { callClients, typeErrors, writeClients } from './types.ts'

const all = corpus()

describe('the compiler', () => {
  test.each(all)('$name', async ({ document, expected: { compiler } }) => {
    const outcome = await compile(document)
    expect(typeof outcome === 'string' ? outcome : ['works', ...lostIn(outcome)].join()).toContain(compiler)
    expect(typeof outcome === 'string').toBe(compiler !== 'works')
  })

  test('makes clients that pass TypeScript, have every operation and field, and work with the mock', async () => {
    const working = all.filter(({ expected }) => expected.compiler === 'works' && expected.mock === 'works')
    const outcomes = await Promise.all(working.map(({ document }) => compile(document)))
    const clients = outcomes.filter((one): one is Compiled => typeof one !== 'string')
    await using workshop = await writeClients(clients)
    expect(await typeErrors(workshop)).toBe('')
    const { answered, problems } = await callClients(workshop, clients.length)
    expect(problems).toEqual([])
    expect(answered).toBeGreaterThan(0)
  }, 60_000)
})

describe.each([false, true])('the mock, keeping state: %s', (stateful) => {
  test.each(all)('$name', { timeout: 60_000 }, async ({ file, document, expected }) => {
    const options = { listen: false, stateful, specs: { fuzz: file } }
    const outcome = await createMock([], options).catch((error: unknown) => refusalOf(error, file))
    expect(typeof outcome === 'string' ? outcome : 'works').toContain(expected.mock)
    if (typeof outcome === 'string') return
    await using mock = Object.assign(outcome, { document: document as unknown as Json })
    const found: string[] = []
    for (const seed of [0, 1, 2]) found.push(...(await complaints(mock, seed)))
    expect(found).toEqual([])
  })
})
