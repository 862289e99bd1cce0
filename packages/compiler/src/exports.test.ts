import { expect, test } from 'vitest'
import { type Exports, exportProblems } from './exports.ts'

const exports = (name: string) => ({ types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` })
const files = { 'index.ts': '', 'operations.ts': '', 'schema.ts': '', 'webhooks.ts': '' }
const right: Exports = {
  '.': exports('index'),
  './operations': exports('operations'),
  './webhooks': exports('webhooks'),
  './types': { types: './dist/schema.d.ts' },
  './openapi.json': './dist/openapi.json',
}

test('exports that fit the files are right', () => {
  expect(exportProblems(right, files)).toEqual([])
})

test('a file without its export is missed', () => {
  const { './webhooks': _, ...rest } = right
  expect(exportProblems(rest, files)).toEqual([
    '"exports" lacks "./webhooks": {"types":"./dist/webhooks.d.ts","default":"./dist/webhooks.js"}',
  ])
})

test('an export that points elsewhere is not taken for it', () => {
  expect(exportProblems({ ...right, './webhooks': exports('index') }, files)).toHaveLength(1)
})

test('an export without its file is too much', () => {
  const { 'webhooks.ts': _, ...rest } = files
  expect(exportProblems(right, rest)).toEqual([
    '"exports" has "./webhooks": ./dist/webhooks.d.ts, for which no file is generated: remove it',
    '"exports" has "./webhooks": ./dist/webhooks.js, for which no file is generated: remove it',
  ])
})
