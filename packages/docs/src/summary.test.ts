import { expect, test } from 'vitest'
import { bundle } from '../test/fixture.ts'
import { summarize } from './summary.ts'

test('a summary counts operations, schemas and evidence', () => {
  expect(summarize('acme', bundle)).toMatchObject({
    name: 'acme',
    title: 'Acme <Widgets>',
    description: 'Buy widgets & wait.',
    operations: 3,
    schemas: 1,
    evidence: [
      { level: 'official', operations: 2 },
      { level: 'observed', operations: 1 },
    ],
  })
})

test('the first call is a read that needs only the options of the client, as a program and as a command', () => {
  const { firstCall } = summarize('acme', bundle)
  expect(firstCall.client).toContain('await acme.widgets.list()')
  expect(firstCall.curl).toContain('http://127.0.0.1:4010/acme/v1/accounts/')
})

test('a bundle without operations is refused', () => {
  expect(() => summarize('acme', { ...bundle, paths: {} })).toThrow('#/paths: is empty.')
})
