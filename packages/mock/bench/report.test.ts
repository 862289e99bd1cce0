import { describe, expect, test } from 'vitest'
import type { Measured } from './compare.ts'
import { replaceTable, summarize, tableOf } from './report.ts'
import { sides } from './sides.ts'
import { growthOf, median } from './soak.ts'
import type { Exchange, Subject } from './subject.ts'

const exchange = (operation: string) => ({ operation }) as Exchange
const subject: Subject = { operations: 9, get: exchange('things.get'), post: exchange('things.create') }
const names = sides.map(({ name }) => name)

/** Two rounds, in the second of which the machine is half as fast. */
const measured: Measured[] = [1, 2].flatMap((slowness, round) =>
  names.map((side, index) => {
    const rate = { perSecond: [8000, 6000, 200, 300][index]! / slowness, p50: 1, p99: 2, micros: 10 }
    return { side, round, readyAfter: 100, megabytes: 50, get: rate, post: rate }
  }),
)

test('ratios are taken within a round, so that a busy machine does not count', () => {
  const [bare, ours, stock] = summarize(subject, measured).sides
  expect([bare!.overPrism.get, ours!.overPrism.get, stock!.overPrism.get]).toEqual([40, 30, 1])
  expect(ours!.overBare.post).toBe(0.75)
  expect(ours!.perSecond.get).toBe(4500)
})

test('what a machine cannot tell is not made up', () => {
  const unknown = measured.map((one) => Object.assign({ ...one }, { megabytes: undefined }))
  expect(summarize(subject, unknown).sides[0]!.megabytes).toBeUndefined()
})

describe('the table', () => {
  const startup = {
    providers: 4,
    operations: 222,
    readyAfter: 300.4,
    megabytes: 90.2,
    slowest: 41.6,
    slowestOperation: 'x',
  }
  const facts = { date: '2026-11-21', node: '26.10.0', cores: 2, cpu: 'Some CPU', isPinned: true }
  const comparison = { measured: facts, rounds: 2, seconds: 4, startup, ...summarize(subject, measured) }
  const table = tableOf({ comparison })

  test('has a row for each side, and says what was measured', () => {
    const [head, rule, ...rows] = table.split('\n').filter((line) => line.startsWith('|'))
    expect(rows.map((row) => row.length)).toEqual(rows.map(() => head!.length))
    expect(rule).toMatch(/^\| -+ \|( -+: \|)+$/)
    const cells = rows.map((row) => row.split('|').map((cell) => cell.trim()))
    expect(cells.map(([, name]) => name)).toEqual(names)
    expect(cells[1]!.slice(1, -1)).toEqual([
      '`@parlance/mock`',
      '4,500',
      '**30**',
      '4,500',
      '**30**',
      '100 ms',
      '50 MB',
    ])
    expect(table).toContain('`things.get` and `things.create`')
    expect(table).toContain('after 300 ms and holds 90 MB')
  })

  test('says how memory went', () => {
    const soak = {
      measured: facts,
      minutes: 10,
      answers: 5_000_000,
      good: 1,
      failures: 0,
      megabytes: [90, 100.4],
    }
    expect(tableOf({ soak: { ...soak, growth: -3 } })).toBe(
      'After 10 minutes of mixed load, 5,000,000 answers and 0 failures, it holds 100 MB; in the last quarter 3 MB less than in the second.',
    )
    expect(tableOf({ soak: { ...soak, growth: 2.5 } })).toContain('2.5 MB more than in the second')
  })

  test('takes the place of the one before, and of nothing else', () => {
    const readme = 'a\n<!-- bench: made -->\nold\n<!-- /bench -->\nb\n'
    expect(replaceTable(readme, 'new')).toBe('a\n<!-- bench: made -->\n\nnew\n\n<!-- /bench -->\nb\n')
    expect(() => replaceTable('nothing', 'new')).toThrow('README.md has no section `bench`')
  })
})

describe('growth', () => {
  test('is the difference of the last quarter and the second, as the first warms up', () => {
    expect(growthOf([10, 20, 100, 101, 100, 101, 103, 104])).toBe(3)
    expect(growthOf([100])).toBe(0)
  })

  test('a median of an even number is between the two in the middle', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5)
  })
})
