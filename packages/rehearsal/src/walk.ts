import type { Scene } from './scene.ts'
import type { Step } from './steps.ts'

/** Told when a step has ended: how it went and how many seconds it took. */
export type Report = (name: string, seconds: number, error?: Error) => void

/** A step that was not tried: what it needs has failed. */
export class NotTried extends Error {
  constructor(need: string) {
    super(`Not tried, because something before it failed: ${need}.`)
  }
}

/**
 * Starts all steps, each when what it needs is done, and at most so many at a time.
 *
 * @returns step → how it ends. Nobody has to wait for all of them.
 */
export function walk(
  steps: readonly Step[],
  scene: Scene,
  report: Report = () => {},
  most = 3,
): Map<string, Promise<void>> {
  const gate = inTurn(most)
  const ends = new Map<string, Promise<void>>()
  for (const step of steps) {
    const end = tread(step, ends, () => gate(() => timed(step, scene, report)))
    end.catch(() => {}) // Whoever waits for it is told.
    ends.set(step.name, end)
  }
  return ends
}

async function tread(
  { name, needs }: Step,
  ends: ReadonlyMap<string, Promise<void>>,
  work: () => Promise<void>,
): Promise<void> {
  for (const need of needs) {
    const end = ends.get(need)
    if (end === undefined) throw new Error(`"${name}" needs "${need}", which does not come before it.`)
    await end.catch(() => {
      throw new NotTried(need)
    })
  }
  await work()
}

async function timed({ name, work }: Step, scene: Scene, report: Report): Promise<void> {
  const start = performance.now()
  const seconds = () => (performance.now() - start) / 1000
  try {
    await work(scene)
    report(name, seconds())
  } catch (error) {
    report(name, seconds(), error as Error)
    throw error
  }
}

/** Lets work through, at most so much at a time, first come first served. */
function inTurn(most: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running === most) await new Promise<void>((admit) => waiting.push(admit))
    else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
