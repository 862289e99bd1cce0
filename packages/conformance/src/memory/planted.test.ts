/** Statements that find nothing have to be ones that would: each of these faults is planted, and each has to be found. */
import { expect, test } from 'vitest'
import { openGarden } from '../faults/garden.ts'
import { memoryFaults } from '../faults/memory.ts'
import { type Settings, settingsOf } from '../suite/settings.ts'
import { isExcused } from './excuses.ts'
import { statements } from './index.ts'

const settings: Settings = { runs: 10, seed: settingsOf().seed, isBrief: true }

test.each(statements.map((statement) => [statement.name, statement] as const))(
  'a mock that has no fault passes: %s',
  async (_, statement) => {
    await using scene = await openGarden(settings)
    const finding = await statement.try(scene)
    expect(finding?.problems).toEqual([])
    expect(finding?.tried).toBeGreaterThan(0)
  },
)

test.each(memoryFaults.map((fault) => [fault.name, fault.caughtBy, fault] as const))(
  'a mock that %s is found by "%s"',
  async (_, caughtBy, { plant }) => {
    let acted = 0
    await using scene = await openGarden(settings, (enter) => plant(enter, () => (acted += 1)))
    const finding = await statements.find(({ name }) => name === caughtBy)!.try(scene)
    expect(acted).toBeGreaterThan(0)
    expect(finding?.problems).not.toEqual([])
  },
)

test('no statement is without a fault that it has found', () => {
  const names = statements.map(({ name }) => name)
  expect(new Set(memoryFaults.map(({ caughtBy }) => caughtBy))).toEqual(new Set(names))
})

test('an excuse covers what it names, and nothing else', () => {
  const reason = 'It is so.'
  const excuses = [
    { operations: ['plants.create'], fields: ['name', 'tags'], reason },
    { operations: ['plants.list'], reason },
    { sent: '', reason },
  ]
  expect(isExcused(excuses, { operation: 'plants.create', field: 'name', sent: 'Fern' })).toBe(true)
  expect(isExcused(excuses, { operation: 'plants.create', field: 'care', sent: 'none' })).toBe(false)
  expect(isExcused(excuses, { operation: 'plants.create' })).toBe(false)
  expect(isExcused(excuses, { operation: 'plants.list' })).toBe(true)
  expect(isExcused(excuses, { operation: 'plants.update', field: 'name', sent: '' })).toBe(true)
  expect(isExcused(excuses, { operation: 'plants.update', field: 'name', sent: ' ' })).toBe(false)
})
