/** Runs the checks over a provider: cases of every kind for every operation, shrunk where one fails. */
import * as fc from 'fast-check'
import { type Check, checks as allChecks, type CheckContext, type Exchange } from '../checks/index.ts'
import { casesOf } from '../requests/cases.ts'
import { type ContractOperation, readContract } from '../requests/contract.ts'
import type { Case, Kind } from '../requests/draft.ts'
import { live } from '../requests/lifecycle.ts'
import { livesOf } from '../requests/lives.ts'
import type { Failure } from './failure.ts'
import { seedFor, type Settings } from './settings.ts'
import { countCheck, countRequest, emptyTally, type ProviderTally } from './tally.ts'
import { asNewcomer, type Target } from './target.ts'
import { Violation } from './violation.ts'

export interface Outcome {
  readonly tally: ProviderTally
  readonly failures: readonly Failure[]
}

/** How many operations are checked at once. */
const lanes = 8

/** How many cases are enough where they differ little. */
const few = 4

/** Everything that a run works with. */
interface Run {
  readonly target: Target
  readonly settings: Settings
  readonly checks: readonly Check[]
  readonly context: CheckContext
  readonly tally: ProviderTally
}

/** Checks every operation of a target, or the one that the settings name. */
export async function runChecks(target: Target, settings: Settings, checks = allChecks): Promise<Outcome> {
  const operations = readContract(target.document).filter(
    ({ id }) => settings.operation === undefined || settings.operation === id,
  )
  if (operations.length === 0) throw new Error(`${target.provider} has no operation ${settings.operation}.`)
  const { document, validator } = target
  const { keepsState } = target
  const context = { document, validator, keepsState, maxResponseTime: settings.maxResponseTime }
  const run: Run = { target, settings, checks, context, tally: emptyTally(operations.length, checks) }
  const tasks = operations.flatMap((operation) => tasksFor(operation, run))
  const failures: Failure[] = []
  const lane = async (): Promise<void> => {
    for (let task = tasks.shift(); task; task = tasks.shift()) failures.push(...(await task()))
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return { tally: run.tally, failures }
}

type Task = () => Promise<Failure[]>

function tasksFor(operation: ContractOperation, run: Run): Task[] {
  const { target, settings } = run
  const kinds = Object.entries(casesOf).filter(
    ([kind]) => settings.kind === undefined || settings.kind === kind,
  )
  const simple = kinds.map(([kind, make]): Task => async () => {
    const cases = make(operation, target)
    if (!cases) return []
    return property(run, operation, kind as Kind, cases, async (one, { send, sendStrictly }) => {
      const answer = await (kind === 'wrong credentials' ? sendStrictly : send)(one.wire)
      return [{ ...one, answer }]
    })
  })
  return [...simple, ...lifeTasks(operation, run)]
}

/** Where what is created can be read and deleted again, that is done, if the target remembers. */
function lifeTasks(operation: ContractOperation, run: Run): Task[] {
  const { target } = run
  if (!target.keepsState) return []
  return livesOf(target.document)
    .filter(({ create }) => create.id === operation.id)
    .map((life): Task => async () => {
      const cases = casesOf.valid!(operation, target)!
      return property(run, operation, 'after create', cases, (one, asked) => live(life, one, asked))
    })
}

/** Sends cases and checks what comes back; a case that fails is made as small as it can be and still fail so. */
async function property(
  run: Run,
  operation: ContractOperation,
  kind: Kind,
  cases: fc.Arbitrary<Case>,
  exchange: (one: Case, target: Target) => Promise<Exchange[]>,
): Promise<Failure[]> {
  const { target, settings } = run
  let blamed: string | undefined
  const details = await fc.check(
    fc.asyncProperty(cases, async (one) => {
      for (const done of await exchange(one, asNewcomer(target))) {
        const violation = judge(done, run, blamed)
        blamed ??= violation?.check
        if (violation) throw violation
      }
    }),
    {
      seed: seedFor(settings.seed, operation.id, kind),
      numRuns: runsFor(operation, kind, settings.runs),
      ...(settings.path !== undefined && { path: settings.path }),
      endOnFailure: settings.path !== undefined || settings.isBrief === true,
    },
  )
  if (!details.failed) return []
  const { errorInstance: error, counterexamplePath } = details
  if (!(error instanceof Violation)) throw error
  const { check, problems, exchange: shrunk } = error
  const path = counterexamplePath ?? '0'
  const { provider, keepsState } = target
  return [{ provider, check, problems, exchange: shrunk, seed: settings.seed, path, keepsState }]
}

/** Looks at an exchange by every check, or once one has failed, by that one alone: shrinking must not lead elsewhere. */
function judge(
  exchange: Exchange,
  { checks, context, tally }: Run,
  blamed: string | undefined,
): Violation | undefined {
  if (blamed === undefined) countRequest(tally, exchange.kind, exchange.answer.status)
  let first: Violation | undefined
  for (const check of checks) {
    const isMeant = check.kinds === 'all' || check.kinds.includes(exchange.kind)
    if (!isMeant || (blamed !== undefined && blamed !== check.name)) continue
    const problems = check.problems(exchange, context)
    if (problems && blamed === undefined) countCheck(tally, check.name, problems)
    if (problems && problems.length > 0) first ??= new Violation(check.name, problems, exchange)
  }
  return first
}

/** An operation to which only one request can be made needs only one. */
function runsFor({ parameters, bodies }: ContractOperation, kind: Kind, runs: number): number {
  const isFixed = parameters.length === 0 && bodies.length === 0
  if (kind === 'invalid') return runs
  if (kind === 'valid') return isFixed ? 1 : runs
  return Math.min(few, runs)
}
