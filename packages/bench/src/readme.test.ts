import { expect, test } from 'vitest'
import { ours } from './contenders/index.ts'
import { renderResults } from './readme.ts'
import type { Results, SizeRow, TypesRow } from './results.ts'

const measured = { date: '2026-11-21', node: '26.10.0', cpu: 'A CPU', cores: 2, typescript: '5.9.3' }
const functions = ours[0]!.title

const size: SizeRow[] = [
  sizeRow('plain', 'chitchats', 17, 2_700, []),
  sizeRow('plain', 'chitchats-1000', 1_000, 2_700, []),
  sizeRow(functions, 'chitchats', 17, 4_960, ['retry', 'deadline']),
  sizeRow(functions, 'chatti', 15, 5_100, ['retry', 'deadline']),
  sizeRow(functions, 'chitchats-1000', 1_000, 4_960, ['retry', 'deadline']),
  { client: 'grown', spec: 'its own', policies: ['retry'], minified: 1, first: 36_000, further: 9 },
]
const types: TypesRow[] = [
  { client: 'plain', spec: 'chitchats', operations: 17, typescript: '5.9.3', instantiations: 4_747 },
  { client: 'plain', spec: 'chitchats-1000', operations: 1_000, typescript: '5.9.3', instantiations: 44_661 },
  { client: functions, spec: 'chitchats', operations: 17, typescript: '5.9.3', instantiations: 29 },
  { client: functions, spec: 'chitchats', operations: 17, typescript: '7.0.2', instantiations: 31 },
  { client: functions, spec: 'chitchats-1000', operations: 1_000, typescript: '5.9.3', instantiations: 29 },
  { client: 'grown', spec: 'its own', typescript: '5.9.3', instantiations: 27 },
]
const results: Results = {
  size: { measured, rows: size },
  types: { measured, rows: types },
  calls: {
    measured,
    rows: [
      { client: 'plain', layers: 0, call: 25, over: 7.4, quartiles: [7, 8], ratio: 1.4 },
      { client: 'plain', layers: 3, call: 27, over: 9.4, quartiles: [9, 10], ratio: 1.5 },
      { client: functions, layers: 0, call: 27, over: 9.2, quartiles: [9, 10], ratio: 1.5 },
    ],
  },
  memory: { measured, rows: [{ client: functions, calls: 10, before: 1, after: 1, perCall: 0.1 }] },
}

test('each client has one row; the one that can do most stands first', () => {
  const lines = renderResults(results)
    .split('\n')
    .filter((line) => line.startsWith('|'))
  const cells = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  expect(cells.slice(2)).toEqual([
    [functions, '5.0 → 5.0', '30', '29', '9', 'retry, deadline'],
    ['grown', '36.0', '9', '27', '', 'retry'],
    ['plain', '2.7 → 2.7', '30', '4,747 → 44,661', '7', 'none of these'],
  ])
  expect(cells[0]![1]).toBe('first call, kB gzip (17 → 1,000 operations)')
})

test('the caption says what every client of ours costs, and on what it was measured', () => {
  const text = renderResults(results)
  expect(text).toContain('as a function: chitchats 5.0, chatti 5.1 kB')
  expect(text).toContain('Measured 2026-11-21 on Node 26.10.0, 2 cores of A CPU')
})

test('a table with a gap is not made', () => {
  const { calls: _, ...others } = results
  expect(() => renderResults(others)).toThrow('The bench `calls` has no results yet: run `npm run bench`.')
})

function sizeRow(
  client: string,
  spec: string,
  operations: number,
  first: number,
  policies: string[],
): SizeRow {
  return { client, spec, operations, policies, minified: 2 * first, first, further: 30 }
}
