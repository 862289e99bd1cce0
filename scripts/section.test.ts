import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { root } from '../packages/compiler/src/index.ts'
import { withBench } from './bench.ts'
import { withProviders } from './readme.ts'
import { replaceSection } from './section.ts'

test('what stands between the comments is replaced, and nothing else', () => {
  const text = 'Before\n\n<!-- one: made by hand -->\n\nold $1\n\n<!-- /one -->\n\nAfter\n'
  expect(replaceSection(text, 'one', 'new $1\n')).toBe(text.replace('old', 'new'))
})

test('a README without the comments is not passed over', () => {
  expect(() => replaceSection('Before\n', 'one', 'new')).toThrow('README.md has no section `one`')
})

test('README.md shows what the specs and the results of the benches say', () => {
  const text = readFileSync(`${root}README.md`, 'utf8')
  expect(withProviders(text)).toBe(text)
  expect(withBench(text)).toBe(text)
})
