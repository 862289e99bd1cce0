import { expect, test } from 'vitest'
import { bestFor } from './accept.ts'

const both = ['text/csv', 'application/json']

test.each<[accept: string | undefined, offered: string[], best: string | undefined]>([
  [undefined, both, 'application/json'],
  ['', both, 'application/json'],
  ['*/*', both, 'application/json'],
  ['*/*', ['text/csv', 'text/html'], 'text/csv'],
  ['nonsense', both, 'application/json'],
  ['TEXT/CSV', both, 'text/csv'],
  ['text/*', both, 'text/csv'],
  ['application/json;q=0.5, text/csv', both, 'text/csv'],
  ['text/csv;q=0.5, */*;q=0.8', both, 'application/json'],
  ['application/json;q=0, */*', both, 'text/csv'],
  ['application/json;q=0', ['application/json'], undefined],
  ['application/xml', both, undefined],
  ['application/hal+json', ['application/json', 'application/hal+json'], 'application/hal+json'],
  [
    'application/json; version=2',
    ['application/json; version=1', 'application/json; version=2'],
    'application/json; version=2',
  ],
  ['application/json; version=2', both, 'application/json'],
  ['text/html, application/xhtml+xml, */*;q=0.1', both, 'text/csv'],
])('Accept: %s among %j is %s', (accept, offered, best) => {
  expect(bestFor(accept, offered)).toBe(best)
})
