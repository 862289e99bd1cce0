import { expect, test } from 'vitest'
import { readModel } from '../read/model.ts'
import { acme } from '../testing.ts'
import { listsReadme } from './lists.ts'
import { emitReadme } from './readme.ts'

test('a README says how to go through a list, by one that needs no arguments', () => {
  const section = listsReadme(readModel('acme', acme()))
  expect(section).toContain('With a list such as `const list = acme.parcels.list()`:')
  for (const method of ['take', 'pages', 'from', 'prefetch']) expect(section).toContain(`\`list.${method}(`)
  expect(emitReadme(readModel('acme', acme()))).toContain(section)
})

test('a README of a provider without lists has no such section', () => {
  const document = acme()
  for (const item of Object.values(document.paths)) delete item.get?.['x-redoclyPagination']
  expect(emitReadme(readModel('acme', document))).not.toContain('## Lists')
})
