import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readme, withTables } from './readme.ts'

test('the tables of the README are those of the code; `node src/readme.ts` writes them', () => {
  const text = readFileSync(readme, 'utf8')
  expect(withTables(text)).toBe(text)
})
