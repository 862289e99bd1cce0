import { expect, test } from 'vitest'
import { bundle } from '../test/fixture.ts'
import { summarize } from './summary.ts'

test('a summary counts operations, schemas and evidence', () => {
  expect(summarize('acme', bundle)).toMatchObject({
    name: 'acme',
    title: 'Acme <Widgets> API',
    operations: 3,
    schemas: 1,
    evidence: [
      { level: 'official', operations: 2 },
      { level: 'observed', operations: 1 },
    ],
  })
})

test('a provider is described by its summary, or else by the first sentence of its description', () => {
  expect(summarize('acme', bundle).description).toBe('Buy widgets & wait for them.')
  const info = { ...bundle.info, summary: 'Widgets.' }
  expect(summarize('acme', { ...bundle, info }).description).toBe('Widgets.')
})

test('a bundle without operations has no evidence and no first call', () => {
  expect(summarize('acme', { info: { title: 'Acme' } })).toEqual({
    name: 'acme',
    title: 'Acme',
    description: '',
    operations: 0,
    schemas: 0,
    evidence: [],
    firstCall: undefined,
  })
})
