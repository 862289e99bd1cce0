import { describe, expect, test } from 'vitest'
import { createWorld, failingRun, noon, stoppedClock } from '../../../test/worlds.ts'
import type { Row, StateEvent } from '../rules.ts'
import type { World } from './world.ts'

describe('timers', () => {
  const lend = (world: World, number: number) => world.collection('loans').put({ number })

  test('run when they are due, in that order, each at its time', () => {
    const clock = stoppedClock()
    const events: [Row, string][] = []
    const onEvents = (some: readonly StateEvent[], world: World) =>
      events.push(...some.map(({ body }): [Row, string] => [body, world.time]))
    const world = createWorld({ clock, onEvents })
    for (const number of [1, 2, 3]) lend(world, number)
    for (const [number, seconds] of [
      [1, 30],
      [2, 10],
      [3, 60],
    ] as const) {
      world.after(seconds, 'remind', { number })
    }
    world.runDue()
    expect(events).toEqual([])
    clock.advance(40_000)
    world.runDue()
    expect(events).toEqual([
      [{ number: 2 }, '2026-03-01T12:00:10.000Z'],
      [{ number: 1 }, '2026-03-01T12:00:30.000Z'],
    ])
    expect(world.collection('loans').get(1)).toEqual({ number: 1, remindedAt: '2026-03-01T12:00:30.000Z' })
    expect(world.timers()).toEqual([
      { due: new Date('2026-03-01T12:01:00.000Z'), timer: 'remind', data: { number: 3 } },
    ])
    expect(world.time).toBe('2026-03-01T12:00:40.000Z')
  })

  test('start others, which count from the time at which they were due', () => {
    const clock = stoppedClock()
    const world = createWorld({ clock })
    world.after(60, 'again', { turn: 1 })
    clock.advance(200_000)
    world.runDue()
    expect(world.collection('loans').rows()).toEqual([
      { number: 1, lentAt: '2026-03-01T12:01:00.000Z' },
      { number: 2, lentAt: '2026-03-01T12:02:00.000Z' },
      { number: 3, lentAt: '2026-03-01T12:03:00.000Z' },
    ])
    expect(world.timers()).toMatchObject([{ due: new Date('2026-03-01T12:04:00.000Z'), data: { turn: 4 } }])
  })

  test('that throw have changed nothing, are told of, and do not come again', () => {
    const problems: unknown[] = []
    const world = createWorld({ onProblem: (problem) => problems.push(problem) })
    lend(world, 1)
    world.after(0, 'fail', {})
    world.after(0, 'remind', { number: 1 })
    world.runDue()
    world.runDue()
    expect(problems).toEqual([new Error('Nobody is at the desk')])
    expect(world.collection('loans').rows()).toEqual([{ number: 1, remindedAt: noon.toISOString() }])
    expect(world.timers()).toEqual([])
  })

  test('that are due at the same time run in the order in which they were started', () => {
    const clock = stoppedClock()
    const world = createWorld({ clock })
    for (let turn = 1; turn <= 20; turn += 1) world.after(60, 'again', { turn })
    clock.advance(60_000)
    world.runDue()
    const numbers = Array.from({ length: 20 }, (_, index) => index + 1)
    expect(
      world
        .collection('loans')
        .rows()
        .map(({ number }) => number),
    ).toEqual(numbers)
  })

  test('have happened, even if one who hears of it throws', () => {
    const clock = stoppedClock()
    const problems: unknown[] = []
    const deaf = () => {
      throw new Error('What?')
    }
    const world = createWorld({ clock, onEvents: deaf, onProblem: (problem) => problems.push(problem) })
    for (const number of [1, 2]) {
      lend(world, number)
      world.after(60 * number, 'remind', { number })
    }
    clock.advance(60_000)
    world.runDue()
    expect(world.collection('loans').where(({ remindedAt }) => remindedAt !== undefined)).toHaveLength(1)
    expect([problems, world.timers().length]).toEqual([[new Error('What?')], 1])
  })

  test('that start themselves at once come to an end', () => {
    const problems: unknown[] = []
    const world = createWorld({ onProblem: (problem) => problems.push(problem) })
    world.after(0, 'forever', {})
    world.runDue()
    expect(problems).toEqual([new Error('The timer "forever" of library starts itself for ever')])
    expect(world.timers()).toEqual([])
  })

  test('do not run in the middle of a run', () => {
    const world = createWorld()
    world.run(() => {
      lend(world, 1)
      world.after(0, 'remind', { number: 1 })
      world.runDue()
      expect(world.collection('loans').get(1)).toEqual({ number: 1 })
    })
    expect(world.timers()).toHaveLength(1)
  })

  test('are as many as the requests that succeeded have started', () => {
    const clock = stoppedClock()
    const world = createWorld({ clock })
    world.after(3600, 'fail', {})
    for (let index = 0; index < 1000; index += 1) failingRun(world)
    lend(world, 1)
    world.after(7200, 'remind', { number: 1 })
    clock.advance(3_000_000)
    world.runDue()
    expect(world.timers().map(({ timer }) => timer)).toEqual(['fail', 'remind'])
  })
})
