/** A call that breaks a promise, told so that anybody can see it happen again. */
import { toCase } from '../requests/cases.ts'
import { clientCode, curlOf } from '../suite/failure.ts'
import type { Target } from '../suite/target.ts'
import type { TripFailure } from './run.ts'

/** A failure in words: what is wrong, and the call as curl and as client code. */
export function describeTrip({ provider, check, problems, trip, seed }: TripFailure, target: Target): string {
  const { operation, contract, draft, plan } = trip
  const made = toCase('valid', '', contract, draft, target)
  const prefer =
    typeof plan === 'number'
      ? { prefer: `code=${plan}` }
      : plan === 'dynamic'
        ? { prefer: 'dynamic=true' }
        : {}
  const wire = { ...made.wire, headers: { ...made.wire.headers, ...prefer } }
  return [
    `${provider}: ${operation.id} breaks "${check}" when it meets ${typeof plan === 'number' ? `a ${plan}` : plan}.`,
    ...problems.map((problem) => `  ${problem}`),
    `Again: npm run conformance -- --provider ${provider} --operation ${operation.id} --suite round-trip --seed ${seed}${plan === 'kept' ? ' --stateful' : ''}`,
    curlOf(wire, target.origin),
    clientCode(made, target.model, target.origin) ?? 'The call has a file, so it is not shown as code.',
  ].join('\n')
}
