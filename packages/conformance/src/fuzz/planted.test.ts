/** Faults that are planted on purpose: each of the checks has to find one, or it would find nothing. */
import type { Document } from '@parlance/compiler'
import { describe, expect, test } from 'vitest'
import { type Compiled, compile, lostIn } from './compile.ts'
import { corpus } from './corpus.ts'
import type { Json } from './schemas.ts'
import { complaints, refusalOf, serve } from './serve.ts'
import { callClients, typeErrors, writeClients } from './types.ts'

const pick = (name: string): Document => structuredClone(corpus().find((one) => one.name === name)!.document)

async function compiled(name: string): Promise<Compiled> {
  const outcome = await compile(pick(name))
  if (typeof outcome === 'string') throw new Error(outcome)
  return outcome
}

/** The same client with one file changed. */
function changed(client: Compiled, file: string, from: string | RegExp, to: string): Compiled {
  const text = client.files[file]!
  const other = text.replace(from, to)
  expect(other).not.toBe(text)
  return { ...client, files: { ...client.files, [file]: other } }
}

async function errorsOf(client: Compiled): Promise<string> {
  await using workshop = await writeClients([client])
  return await typeErrors(workshop)
}

describe('a compiler is caught that', () => {
  test('loses an operation', async () => {
    const client = await compiled('recursive-tree')
    expect(
      lostIn(changed(client, 'operations/pets.ts', 'export function petsGet(', 'function petsGet(')),
    ).toEqual(['pets.get has no function'])
  })

  test('loses a parameter', async () => {
    const client = await compiled('texts-that-break-out')
    const resources = structuredClone(client.model.resources)
    resources[0]!.operations[0]!.query = []
    expect(lostIn({ ...client, model: { ...client.model, resources } })).toHaveLength(1)
  })

  test('loses a field', async () => {
    const client = changed(await compiled('recursive-tree'), 'schema.ts', /\n\s+left\?:.*/, '')
    expect(await errorsOf(client)).toContain("Property 'left' does not exist")
  })

  test('lets a text out of its comment', async () => {
    const client = changed(await compiled('texts-that-break-out'), 'client.ts', '*\\/', '*/')
    expect(await errorsOf(client)).toContain('error TS')
  })

  test('gives an operation another path', async () => {
    const client = changed(
      await compiled('recursive-tree'),
      'operations/pets.ts',
      "path: '/pets'",
      "path: '/dogs'",
    )
    await using workshop = await writeClients([client])
    const { problems } = await callClients(workshop, 1)
    expect(problems.join()).toContain('404')
  })
})

describe('a refusal is caught that', () => {
  test('is a crash', async () => {
    const trap = new Proxy({} as Document, {
      ownKeys: () => {
        throw new TypeError('Cannot read properties of null')
      },
    })
    await expect(compile(trap)).rejects.toThrow('Cannot read properties')
  })

  test('says no place', () => {
    const error = new Error('The spec of "fuzz" (openapi.json) is odd.')
    expect(() => refusalOf(error, 'openapi.json')).toThrow('is odd')
  })
})

describe('a mock is caught that', () => {
  const answering = async (body: string, status = 200, headers: Record<string, string> = {}) => {
    const mock = await serve(pick('enum-of-everything'))
    if (typeof mock === 'string') throw new Error(mock)
    await using _ = mock
    const fetch = async () => new Response(body, { status, headers })
    return complaints({ ...mock, fetch, providers: mock.providers, document: mock.document })
  }

  test('answers with what the schema forbids', async () => {
    expect((await answering('"nothing of the list"'))[0]).toContain('breaks its schema')
  })

  test('fails', async () => {
    expect((await answering('', 500, { 'x-parlance-refusal': 'the mock failed: x' }))[0]).toContain(
      'the mock failed',
    )
    expect((await answering('', 503))[0]).toContain('503')
  })

  test('passes over an operation', async () => {
    const mock = await serve(pick('enum-of-everything'))
    if (typeof mock === 'string') throw new Error(mock)
    await using _ = mock
    const document = structuredClone(mock.document)
    ;(document['paths'] as Json)['/more'] = { get: { responses: {} } }
    const found = await complaints({ ...mock, providers: mock.providers, document } as typeof mock)
    expect(found[0]).toBe('serves 1 of 2 operations')
  })
})
