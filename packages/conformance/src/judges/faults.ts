/** Mocks and clients that do something wrong, for the judges that are not ours. */
import type { Mock } from '@parlance/mock'
import type { Fetch } from '../round-trip/trip.ts'
import type { Lie } from './liar.ts'

/** The judges, as reports call them. */
export const judges = {
  drift: 'redocly drift',
  respect: 'redocly respect',
} as const

/** A fault, and the judge that has to see it. */
export interface JudgedFault {
  /** What goes wrong, in words that follow "a mock that" or "a client that". */
  readonly name: string
  readonly of: 'mock' | 'client'
  readonly caughtBy: string
  /** What the mock answers to an operation instead. */
  readonly reply?: Lie
  /** What stands between the client and its transport. */
  readonly between?: (fetch: Fetch) => Fetch
}

const body = 'not what is declared'

/** The tool does not look at statuses and media types; the checks of our own do. */
export const driftFaults: readonly JudgedFault[] = [
  { name: 'answers with data of another type', of: 'mock', caughtBy: judges.drift, reply: { body } },
  {
    name: 'sends a parameter that nobody knows',
    of: 'client',
    caughtBy: judges.drift,
    between: (fetch) => (url, init) => fetch(`${url}${url.includes('?') ? '&' : '?'}nonsense=1`, init),
  },
  {
    name: 'leaves its credentials at home',
    of: 'client',
    caughtBy: judges.drift,
    between: (fetch) => (url, init) => fetch(url, { ...init, headers: withoutSecrets(init.headers) }),
  },
]

/** A fault in a workflow, and from which of its requests on. */
export interface WorkflowFault extends JudgedFault {
  readonly reply: Lie
  readonly from: 'first' | 'last'
}

/** Workflows that wait for something ask for it again and again: there, only an outage is told at once. */
export const respectFaults: readonly WorkflowFault[] = [
  {
    name: 'begins with data of another type',
    of: 'mock',
    caughtBy: judges.respect,
    from: 'first',
    reply: { body },
  },
  { name: 'ends in an outage', of: 'mock', caughtBy: judges.respect, from: 'last', reply: { status: 503 } },
]

/** Makes the mock answer wrongly to an operation, from now on. */
export function plantReply(mock: Mock, { reply }: JudgedFault, provider: string, operation: string): void {
  if (reply) mock.on({ provider, operation }).reply({ ...reply, times: 'always' })
}

/** What the credentials of every provider are carried in. */
function withoutSecrets(headers: RequestInit['headers']): Headers {
  const rest = new Headers(headers)
  const secret = [...rest.keys()].filter((name) => /authorization|key|token/.test(name))
  for (const name of secret) rest.delete(name)
  return rest
}
