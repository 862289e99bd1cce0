import { expect, test } from 'vitest'
import { type Entry, Ledger } from './ledger.ts'
import type { Rule } from './rules.ts'

const rule = (name: string, requests: number, window: number): Rule => ({
  name,
  requests,
  window,
  scope: ['ip'],
  key: [],
  counts: 'requests',
  isForSome: false,
})
const entry = (of: Rule, caller = 'a', group = ''): Entry => ({ rule: of, caller, group })

test('each caller has a budget of its own, and so has each group', () => {
  const ledger = new Ledger()
  const once = rule('once', 1, 60)
  expect(ledger.take([entry(once)], 0)).toBeUndefined()
  expect(ledger.take([entry(once, 'b')], 0)).toBeUndefined()
  expect(ledger.take([entry(once, 'a', 'g')], 0)).toBeUndefined()
  expect(ledger.take([entry(once)], 0)).toMatchObject({ rule: once })
})

test('rules of one name are one budget', () => {
  const ledger = new Ledger()
  expect(ledger.take([entry(rule('once', 1, 60))], 0)).toBeUndefined()
  expect(ledger.take([entry(rule('once', 1, 60))], 0)).toBeDefined()
})

test('the budget that takes longest is told, and a refused request is counted nowhere', () => {
  const ledger = new Ledger()
  const [short, long, wide] = [rule('short', 1, 10), rule('long', 1, 60), rule('wide', 2, 60)] as const
  const all = [short, long, wide].map((one) => entry(one))
  expect(ledger.take(all, 0)).toBeUndefined()
  expect(ledger.take(all, 1)).toMatchObject({ rule: long })
  expect(ledger.take([entry(wide)], 2)).toBeUndefined()
})

test('a window opens a little sooner, for the jitter on the way, and not much', () => {
  const ledger = new Ledger()
  const second = entry(rule('second', 1, 1))
  ledger.take([second], 0)
  expect(ledger.take([second], 899)).toMatchObject({ wait: 1 })
  expect(ledger.take([second], 900)).toBeUndefined()
})

test('a row can be ended for everybody', () => {
  const ledger = new Ledger()
  const once = rule('once', 1, 60)
  for (const caller of ['a', 'b']) ledger.take([entry(once, caller, 'g')], 0)
  ledger.reset({ rule: once, group: 'g' })
  for (const caller of ['a', 'b']) expect(ledger.take([entry(once, caller, 'g')], 1)).toBeUndefined()
})
