import { expect, test } from 'vitest'
import type { Scene } from './scene.ts'
import { type Step, steps } from './steps.ts'
import { walk } from './walk.ts'

const scene = {} as Scene

function step(name: string, needs: string[] = [], work = () => Promise.resolve()): Step {
  return { name, needs, work }
}

test('a step begins when what it needs is done', async () => {
  const done: string[] = []
  const note = (name: string) => () => Promise.resolve().then(() => void done.push(name))
  const ends = walk([step('a', [], note('a')), step('b', ['a'], note('b'))], scene)
  await Promise.all(ends.values())
  expect(done).toEqual(['a', 'b'])
})

test('what a failed step was needed for is not tried; everything else is', async () => {
  const fail = () => Promise.reject(new Error('no network'))
  const ends = walk([step('a', [], fail), step('b', ['a']), step('c')], scene)
  await expect(ends.get('a')).rejects.toThrow('no network')
  await expect(ends.get('b')).rejects.toThrow('Not tried, because something before it failed: a.')
  await expect(ends.get('c')).resolves.toBeUndefined()
})

test('no more steps run at a time than are allowed, and one that fails makes room', async () => {
  let running = 0
  let most = 0
  const work = async () => {
    most = Math.max(most, (running += 1))
    await new Promise((resolve) => setImmediate(resolve))
    running -= 1
    throw new Error('over')
  }
  const many = ['a', 'b', 'c', 'd', 'e'].map((name) => step(name, [], work))
  await Promise.allSettled(walk(many, scene, () => {}, 2).values())
  expect(most).toBe(2)
})

test('the steps of the rehearsal come after what they need', () => {
  const known = new Set<string>()
  for (const { name, needs } of steps) {
    for (const need of needs) expect(known).toContain(need)
    expect(known).not.toContain(name)
    known.add(name)
  }
})
