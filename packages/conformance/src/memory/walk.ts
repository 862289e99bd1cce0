/** Long walks through an API: requests by chance, one after the other, about things that are there. */
import * as fc from 'fast-check'
import type { Finding } from '../agreements/agreement.ts'
import type { Exchange } from '../checks/index.ts'
import { toCase } from '../requests/cases.ts'
import type { ContractOperation } from '../requests/contract.ts'
import { documentedDraft } from '../requests/documented.ts'
import type { Draft } from '../requests/draft.ts'
import { tokenOperations } from '../requests/tokens.ts'
import { validDrafts } from '../requests/valid.ts'
import { variantsOf } from '../requests/variants.ts'
import { seedFor } from '../suite/settings.ts'
import { readsOf } from '../requests/lives.ts'
import { keyOf } from '../requests/records.ts'
import type { Records, Scene, Visit } from './scene.ts'
import { messageOf } from './statement.ts'

/** One request of a walk. */
export interface Step {
  readonly operation: ContractOperation
  readonly draft: Draft
  /** Which of the things that are there it is about. */
  readonly pick: number
  /** How many seconds pass before it. */
  readonly pause: number
}

/** A walk is no longer than this. */
const longest = 60

/** How many walks are enough for one statement. */
function walksFor({ settings }: Scene): number {
  return Math.max(2, Math.ceil(settings.runs / 3))
}

const known = new WeakMap<Scene, fc.Arbitrary<Step>>()

/** Walks of any length. */
function walksIn(scene: Scene): fc.Arbitrary<Step[]> {
  const step = known.get(scene) ?? stepIn(scene)
  known.set(scene, step)
  return fc.array(step, { minLength: 1, maxLength: longest, size: 'max' })
}

function stepIn(scene: Scene): fc.Arbitrary<Step> {
  const tokens = tokenOperations(scene.document)
  const operations = scene.operations.filter(({ id }) => !tokens.includes(id))
  const all = operations.map((operation) => {
    // What the documentation shows goes further than what chance makes up.
    const documented = fc.constant(documentedDraft(scene.document, operation))
    const drafts = fc.oneof(validDrafts(operation, scene), variantsOf(operation, scene), documented)
    return drafts.map((draft) => ({ operation, draft }))
  })
  const pauses = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 5 }), fc.constant(3600))
  return fc
    .tuple(fc.oneof(...all), fc.nat({ max: 1000 }), pauses)
    .map(([{ operation, draft }, pick, pause]) => ({ operation, draft, pick, pause }))
}

/** Takes one step of a walk, and tells what came of it. */
export async function take(scene: Scene, visit: Visit, step: Step): Promise<Exchange> {
  visit.advance(step.pause)
  const { operation } = step
  const draft = aimed(scene, visit.records(), step)
  const answer = await visit.ask(operation, draft)
  return { ...toCase('valid', 'it is a step of a walk', operation, draft, scene), answer }
}

/** Takes a whole walk, and tells the answers. */
export async function walk(scene: Scene, visit: Visit, steps: readonly Step[]): Promise<Exchange[]> {
  const taken: Exchange[] = []
  for (const step of steps) taken.push(await take(scene, visit, step))
  return taken
}

/** The draft of a step, about a thing that is there: mostly, as looking for nothing is worth a try too. */
function aimed({ document }: Scene, records: Records, { operation, draft, pick }: Step): Draft {
  if (pick % 8 === 0) return draft
  const path = { ...draft.path }
  for (const { read, parameter } of readsOf(document)) {
    if (!`${operation.path}/`.startsWith(`${read.path}/`)) continue
    const there = (records[read.id.split('.')[0]!] ?? []).flatMap((record) => keyOf(record, parameter) ?? [])
    if (there.length > 0) path[parameter] = there[pick % there.length]
  }
  return { ...draft, path }
}

/** Takes walks until one shows a problem, which is then made as short as it can be. */
export async function tryWalks(
  scene: Scene,
  statement: string,
  trial: (steps: readonly Step[], visit: Visit) => Promise<string | undefined>,
): Promise<Finding> {
  let tried = 0
  const property = fc.asyncProperty(walksIn(scene), async (steps) => {
    tried += steps.length
    const problem = await trial(steps, scene.enter())
    if (problem)
      throw new Error(`${problem}\n  after ${steps.map(({ operation }) => operation.id).join(', ')}`)
  })
  const details = await fc.check(property, {
    numRuns: walksFor(scene),
    seed: seedFor(scene.settings.seed, statement),
    endOnFailure: scene.settings.isBrief === true,
  })
  return { tried, problems: details.failed ? [messageOf(details.errorInstance)] : [] }
}
