import { describe, expect, test } from 'vitest'
import type { Finding } from './finding.ts'
import { createTally, textOf } from './tally.ts'

const finding = (where: string, times = 1): Finding => ({
  side: 'response',
  operation: 'items.list',
  where,
  what: 'is odd',
  times,
})

describe('a tally', () => {
  test('counts what is wrong in the same way together, the most frequent first', () => {
    const tally = createTally()
    for (const findings of [
      [finding('a')],
      [finding('b', 3), finding('a')],
      [],
      [finding('b')],
      [finding('b')],
    ]) {
      tally.add(findings)
    }
    expect(tally.summary()).toMatchObject({
      requests: 5,
      violations: 5,
      findings: [
        { finding: finding('b'), count: 3 },
        { finding: finding('a'), count: 2 },
      ],
    })
  })

  test('keeps no more kinds than anybody would read', () => {
    const tally = createTally()
    for (let index = 0; index < 1500; index++) tally.add([finding(`name${index}`)])
    const { violations, findings } = tally.summary()
    expect([violations, findings.length]).toEqual([1500, 1000])
  })

  test('reads as one line, and one for each kind', () => {
    const tally = createTally()
    expect(textOf(tally.summary())).toBe('0 requests, 0 violations.\n')
    tally.add([finding('a')])
    expect(textOf(tally.summary())).toBe('1 request, 1 violation.\n  1  items.list response a is odd\n')
    for (let index = 0; index < 25; index++) tally.add([finding(`name${index}`)])
    expect(textOf(tally.summary()).split('\n').slice(-3)).toEqual([expect.any(String), '  and 6 more', ''])
  })
})
