import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { writeFiles } from './files.ts'
import { type Facts, type GrowthRow, keepRows, type MemoryRow, readResults } from './results.ts'

const folder = mkdtempSync(join(tmpdir(), 'parlance-results-'))
afterAll(() => rmSync(folder, { recursive: true }))

const facts: Facts = { date: '2026-11-21', node: '26.10.0', cpu: 'A CPU', cores: 2, typescript: '5.9.3' }
const memory: MemoryRow = { client: 'A client', calls: 10, before: 100, after: 100, perCall: 0 }
const growth: GrowthRow = { operations: 17, compile: 1, build: 1, first: 1, client: 1, instantiations: 1 }

test('the results of one bench replace its own and leave the others', () => {
  expect(readResults(folder)).toEqual({})
  keepRows('memory', [memory], facts, folder)
  keepRows('growth', [growth], facts, folder)
  keepRows('memory', [{ ...memory, calls: 20 }], { ...facts, date: '2026-11-22' }, folder)
  expect(readResults(folder)).toEqual({
    memory: { measured: { ...facts, date: '2026-11-22' }, rows: [{ ...memory, calls: 20 }] },
    growth: { measured: facts, rows: [growth] },
  })
})

test('results that were damaged are not overwritten', () => {
  writeFiles(folder, { 'results.json': '{' })
  expect(() => keepRows('memory', [memory], facts, folder)).toThrow(
    'packages/bench/results.json cannot be read. Restore it from git, or delete it and run all benches.',
  )
})
