import { expect, test } from 'vitest'
import { operationPath, referencePath, relative } from './addresses.ts'

test.each([
  ['', 'guides/', './guides/'],
  ['guides/', '', '../'],
  ['guides/a/', 'guides/b/#c', '../b/#c'],
  ['guides/a/', 'guides/a/', './'],
  ['guides/a.md', 'guides/b.md', './b.md'],
  ['guides/acme/a/', 'reference/acme/#/w/w.get', '../../../reference/acme/#/w/w.get'],
  ['search/', 'reference/acme/w.get.md', '../reference/acme/w.get.md'],
  ['', '', './'],
])('from /%s, /%s is %s', (from, to, expected) => {
  expect(relative(from, to)).toBe(expected)
})

test('routes of the reference are in small letters, as Redoc writes them; files keep the name', () => {
  const place = { resource: 'orgGroups', id: 'orgGroups.list' }
  expect(referencePath('acme', place)).toBe('reference/acme/#/orggroups/orggroups.list')
  expect(operationPath('acme', place.id)).toBe('reference/acme/orgGroups.list.md')
})
