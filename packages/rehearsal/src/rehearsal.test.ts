/** A release rehearsed from end to end, on a registry of its own: `src/steps.ts` is what users do with it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openScene } from './scene.ts'
import { steps } from './steps.ts'
import { walk } from './walk.ts'
import { openWorkshop, type Workshop } from './workshop.ts'

/** The machine may be busy with other tests. */
const patience = 300_000

describe('a release', () => {
  let workshop: Workshop
  let ends: Map<string, Promise<void>>

  beforeAll(async () => {
    workshop = openWorkshop()
    const scene = await openScene(workshop, () => {})
    ends = walk(steps, scene)
  }, patience)

  afterAll(() => workshop[Symbol.asyncDispose](), patience)

  test.for(steps.map(({ name }) => name))('%s', { timeout: patience }, async (name) => {
    await expect(ends.get(name)).resolves.toBeUndefined()
  })
})
