import { operationsOf } from '@parlance/compiler'
import { beforeAll, describe, expect, test } from 'vitest'
import * as budgets from './budgets.ts'
import { type Contender, make } from './contenders/contender.ts'
import { ours } from './contenders/index.ts'
import { parlanceFunctions } from './contenders/parlance.ts'
import { bundle } from './measure/bundle.ts'
import { sizeOf } from './parts/size.ts'
import { typesOf } from './parts/types.ts'
import { enlargedSubject, largestProvider, provider, providerSubject, type Subject } from './subject.ts'
import { typescript5 } from './tools.ts'
import { usesOf } from './uses.ts'

/** Compilers start slowly on a busy machine. */
const patience = 120_000

test.each(budgets.sizes)(
  'one call of $provider fits in $first bytes, and each further operation in $further',
  async ({ provider, first, further }) => {
    const size = await sizeOf(await make(parlanceFunctions, providerSubject(provider)))
    expect.soft(size.further, 'each further operation').toBeLessThanOrEqual(further)
    expect(size.first, 'one call').toBeLessThanOrEqual(first)
  },
  patience,
)

test(
  'one call brings no other operation into the bundle',
  async () => {
    const subject = providerSubject(provider)
    const made = await make(parlanceFunctions, subject)
    await sizeOf(made)
    const { text } = await bundle(`${made.folder}/one.ts`)
    const called = usesOf(subject, 1)[0]!.operation.id
    const there = operationsOf(subject.model).filter(({ id }) => text.includes(`"${id}"`))
    expect(there.map(({ id }) => id)).toEqual([called])
  },
  patience,
)

describe.each(ours)('$title', (contender) => {
  test.each([provider, largestProvider()])(
    'needs few types for one call of %s',
    async (provider) => {
      expect(await costOf(contender, providerSubject(provider))).toBeLessThanOrEqual(budgets.instantiations)
    },
    patience,
  )
})

describe('a spec that grows', () => {
  let small: Subject
  let large: Subject
  beforeAll(async () => {
    small = await enlargedSubject(providerSubject(provider).operations)
    large = await enlargedSubject(budgets.manyOperations)
  }, patience)

  test(
    'makes no call larger',
    async () => {
      const sizes = await Promise.all(
        [small, large].map((subject) => make(parlanceFunctions, subject).then(sizeOf)),
      )
      // Before compression: names are shortened by how often they occur in all files, also in what is then left out.
      expect(sizes[1]!.minified).toBe(sizes[0]!.minified)
    },
    patience,
  )

  test.each(ours)(
    'needs no more types for a call: $title',
    async (contender) => {
      expect(await costOf(contender, large)).toBe(await costOf(contender, small))
    },
    patience,
  )
})

test(
  'a program with a type error is not measured',
  async () => {
    const made = await make(parlanceFunctions, providerSubject(provider))
    const wrong = { ...parlanceFunctions, program: () => 'export const text: string = 1\n' }
    await expect(typesOf({ ...made, contender: wrong }, typescript5)).rejects.toThrow('TS2322')
  },
  patience,
)

async function costOf(contender: Contender, subject: Subject): Promise<number> {
  const { instantiations } = await typesOf(await make(contender, subject), typescript5)
  return instantiations
}
