import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { syncFolder } from './files.ts'

test('a folder ends up with exactly the given files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parlance-'))
  syncFolder(folder, { 'a.ts': '1', 'deep/b.ts': '2' })
  writeFileSync(join(folder, 'stale.ts'), '')
  syncFolder(folder, { 'a.ts': '1', 'deep/b.ts': '3' })
  expect(readdirSync(folder).toSorted()).toEqual(['a.ts', 'deep'])
  expect(readFileSync(join(folder, 'deep/b.ts'), 'utf8')).toBe('3')
})

test('a file that is right already is not written again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parlance-'))
  syncFolder(folder, { 'a.ts': '1' })
  const before = statSync(join(folder, 'a.ts')).mtimeMs
  syncFolder(folder, { 'a.ts': '1' })
  expect(statSync(join(folder, 'a.ts')).mtimeMs).toBe(before)
})
