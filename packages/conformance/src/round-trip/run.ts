/** Calls every operation through its client with arguments made from the spec. */
import { operationsOf } from '@parlance/compiler'
import * as fc from 'fast-check'
import { placed } from '../requests/cases.ts'
import { type ContractOperation, readContract } from '../requests/contract.ts'
import { validDrafts } from '../requests/valid.ts'
import { seedFor, type Settings } from '../suite/settings.ts'
import { countCheck, countRequest, emptyTally, type ProviderTally } from '../suite/tally.ts'
import type { Target } from '../suite/target.ts'
import { type TripCheck, tripChecks, type TripContext } from './checks.ts'
import { type Obstacles, type Plan, travellerTo, type Trip } from './trip.ts'

/** A call that breaks a promise. */
export interface TripFailure {
  readonly provider: string
  readonly check: string
  readonly problems: readonly string[]
  readonly trip: Trip
  readonly seed: number
  readonly path: string
}

export interface TripOutcome {
  readonly tally: ProviderTally
  readonly failures: readonly TripFailure[]
}

/** How often each error is asked for; they differ little. */
const perError = 1

/** No secret: the mock takes any. */
const token = 'a-token'

class TripViolation extends Error {
  readonly check: TripCheck
  readonly problems: readonly string[]
  readonly trip: Trip

  constructor(check: TripCheck, problems: readonly string[], trip: Trip) {
    super(problems.join(' '))
    this.check = check
    this.problems = problems
    this.trip = trip
  }
}

/** Takes every operation of a target, or the one that the settings name, there and back. */
export async function runTrips(
  target: Target,
  settings: Settings,
  obstacles: Obstacles = {},
  checks: readonly TripCheck[] = tripChecks,
): Promise<TripOutcome> {
  const contracts = new Map(readContract(target.document).map((one) => [one.id, one]))
  const operations = operationsOf(target.model).filter(
    ({ id }) => settings.operation === undefined || settings.operation === id,
  )
  const traveller = travellerTo(target, token, obstacles)
  const context: TripContext = {
    ...target,
    credentials: Object.fromEntries(
      Object.entries(target.credentials).map(([name, value]) => [name, value.replace(/\S+$/, token)]),
    ),
    prefix: new URL(target.origin).pathname.replace(/\/$/, ''),
  }
  const tally = emptyTally(operations.length, checks)
  const failures: TripFailure[] = []
  for (const operation of operations) {
    const contract = contracts.get(operation.id)!
    for (const [plan, numRuns] of plansFor(contract, settings.runs, target.keepsState)) {
      let blamed: TripCheck | undefined
      const valid = draftsFor(contract, operation.body?.mediaType, operation.body?.form ?? false, target)
      const drafts = placed(valid, contract, target)
      const details = await fc.check(
        fc.asyncProperty(drafts, async (draft) => {
          const trip = await traveller.take(operation, contract, draft, plan)
          if (!blamed) countRequest(tally, String(plan), trip.outcome.response?.status ?? 599)
          for (const check of blamed ? [blamed] : checks) {
            const problems = await check.problems(trip, context)
            if (problems && !blamed) countCheck(tally, check.name, problems)
            if (!problems || problems.length === 0) continue
            blamed ??= check
            throw new TripViolation(check, problems, trip)
          }
        }),
        {
          seed: seedFor(settings.seed, operation.id, String(plan)),
          numRuns,
          endOnFailure: settings.isBrief === true,
        },
      )
      if (!details.failed) continue
      const { errorInstance: error, counterexamplePath } = details
      if (!(error instanceof TripViolation)) throw error
      const { check, problems, trip } = error
      const path = counterexamplePath ?? '0'
      failures.push({
        provider: target.provider,
        check: check.name,
        problems,
        trip,
        seed: settings.seed,
        path,
      })
    }
  }
  return { tally, failures }
}

/** What a client can send: what its method takes, and a form where it may be one. */
function draftsFor(
  contract: ContractOperation,
  mediaType: string | undefined,
  isForm: boolean,
  target: Target,
) {
  if (mediaType === undefined || !isForm)
    return validDrafts(contract, target, mediaType === undefined ? {} : { mediaType })
  const types = [mediaType, 'multipart/form-data'].filter((type) =>
    contract.bodies.some((body) => body.mediaType === type),
  )
  return fc.oneof(
    ...types.map((type) => validDrafts(contract, target, { mediaType: type, isPlain: type !== mediaType })),
  )
}

/** Successes as often as asked for, and every declared error; where data is kept, whatever it has to say. */
function plansFor(
  { responses, parameters, bodies }: ContractOperation,
  runs: number,
  keepsState: boolean,
): [Plan, number][] {
  const numbers = [...responses.keys()].map(Number).filter((status) => !Number.isNaN(status))
  const isFixed = parameters.length === 0 && bodies.length === 0
  if (keepsState) return [['kept', isFixed ? 1 : Math.max(1, Math.ceil(runs / 3))]]
  return [
    ['example', isFixed ? 1 : runs],
    ['dynamic', Math.max(1, Math.ceil(runs / 3))],
    ...numbers.map((status): [Plan, number] => [status, perError]),
  ]
}
