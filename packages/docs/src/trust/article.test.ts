import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { trustArticle } from './article.ts'
import { readResults, type Results, resultsFile, type Tally } from './results.ts'

const titles = new Map([
  ['acme', 'Acme'],
  ['zeta', 'Zeta'],
])
const tally = (requests: number, refused: number, tried: number): Tally => ({
  requests,
  accepted: requests - refused,
  refused,
  checks: { 'it holds': { tried, violations: 0 } },
})
const suite = {
  suite: 'checks',
  title: 'Answers',
  checks: { 'it holds': 'It always holds.', 'it may': 'It may hold.' },
  by: 'provider' as const,
  providers: { acme: tally(1200, 200, 1500), zeta: tally(10, 0, 10) },
  faults: [{ name: 'a mock that lets go', caughtBy: 'it holds' }],
}
const results: Results = {
  measured: { date: '2026-11-21', node: '26.10.0' },
  suites: [
    suite,
    { ...suite, suite: 'mock', title: 'Drills', providers: { acme: tally(3, 2, 3) }, faults: [] },
  ],
}

const lines = trustArticle(results, titles)
  .text.split('\n')
  .map((line) => line.replaceAll(/ +/g, ' '))

test('every suite is summed up, and every provider', () => {
  expect(lines).toEqual(
    expect.arrayContaining([
      '| Answers | 1,210 | 1,010 | 200 | 1,510 |',
      '| Drills | 3 | 1 | 2 | 3 |',
      '| Acme | 1,203 | 1,001 | 202 | 3 |',
      '| Zeta | 10 | 10 | 0 | 0 |',
    ]),
  )
})

test('every check says what it promises and how often it was tried', () => {
  expect(lines).toContain('- `it holds` (tried 1,510 times): It always holds.')
  expect(lines).toContain('- `it may` (not in this run): It may hold.')
})

test('planted faults stand beside the check that found them', () => {
  expect(lines).toContain('- A mock that lets go: found by `it holds`.')
})

test('without results it says so, and how to get some', () => {
  const { text } = trustArticle(undefined, titles)
  expect(text).toContain('no suite has been run in this copy. `npm run report` runs them all')
  expect(text).not.toContain('|')
})

test('a repository without results has none, and ours has those that are committed', async () => {
  expect(await readResults('/nowhere')).toBeUndefined()
  const root = fileURLToPath(new URL('../../../../', import.meta.url))
  const kept = JSON.parse(await readFile(`${root}${resultsFile}`, 'utf8')) as unknown
  expect(await readResults(root)).toEqual(kept)
})
