import { expect, test } from 'vitest'
import type { Document, OperationObject, RateLimit } from '../document.ts'
import { operationsOf } from '../model.ts'
import { readModel } from '../read/model.ts'
import { acme } from '../testing.ts'
import { evidenceMarkdown, operationFacts } from './facts.ts'

const evidence = { level: 'official', source: 'Acme guide' } as const

function factsOf(id: string, document: Document = acme()): Record<string, string[]> {
  const model = readModel('acme', document)
  const facts = operationFacts(
    model,
    operationsOf(model).find((one) => one.id === id)!,
  )
  return Object.fromEntries(facts.map(({ name, statements }) => [name, statements]))
}

test('evidence is a level, a source and a note, with addresses as links that show where they lead', () => {
  expect(
    evidenceMarkdown({ level: 'observed', source: 'https://acme.example/docs/#x, Times', note: 'Odd.' }),
  ).toBe('**Observed** — [acme.example/docs](https://acme.example/docs/#x), Times. Odd.')
})

test('what is nothing special is left out', () => {
  expect(factsOf('parcels.create')).toEqual({
    'How we know': ['**Inferred** — our reading. It may differ.'],
    Repeating: ['Sending it again may act twice.'],
    Access: ['With `apiKey` of the client.'],
  })
})

test('lists say how they page', () => {
  expect(factsOf('parcels.list')['Paging']).toEqual([
    'Pages are counted in `page`; `limit` is 50 unless you say otherwise and at most 500. The client turns them.',
  ])
  expect(factsOf('photos.list')['Paging']).toEqual([
    'Each page has the address of the next at `/next`. The client follows it.',
  ])
})

test('scopes and updates are told', () => {
  const document = acme()
  Object.assign(document.paths['/photos']!.post!, { 'x-merge': 'shallow' } satisfies Partial<OperationObject>)
  expect(factsOf('photos.upload', document)).toMatchObject({
    Scopes: ['`editor`'],
    Update: ['Keys that the body leaves out stay; nested values are replaced as a whole.'],
  })
})

test('limits of a token do not concern those who need none', () => {
  const document = acme()
  const limit = (name: string, scope: string): RateLimit => ({
    name,
    requests: 20,
    window: 60,
    scope: [scope],
    evidence,
  })
  document['x-rate-limits'] = [limit('perToken', 'token'), limit('perAddress', 'ip')]
  const address = '`perAddress`: 20 in 60 s, counted per ip (official).'
  expect(factsOf('tracking.get', document)).toMatchObject({
    Access: ['It needs no credentials.'],
    Limits: [address],
  })
  expect(factsOf('photos.list', document)['Limits']).toEqual([
    '`perToken`: 20 in 60 s, counted per token (official).',
    address,
  ])
})
