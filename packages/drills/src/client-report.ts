/** What the drills of clients tell of themselves. */
import { countCheck, emptyTally, type Report } from './report.ts'
import { type Outcome, runtimeNames } from './suite/suite.ts'

/** Topic → what clients promise about it. */
export const clientPromises: Readonly<Record<string, string>> = {
  providers: 'Every client reads and writes on every runtime, and makes the tokens that it needs.',
  tokens:
    'A thousand calls with an expired token make one new one, and a failure to renew it is told to all and not repeated.',
  'rate limits':
    'Documented budgets are kept; of calls that are refused for their rate none is lost and none is sent twice.',
  connections: 'Connections that break, wherever, are a broken connection; what may act twice is sent once.',
  time: 'Time-outs, deadlines and aborts end a call wherever it waits, and leave no connection open.',
  retries: 'Outages are outlived as far as a retry is safe, and never answered with a storm.',
  bodies: 'An answer that is not what it says is an error that tells so, and never data.',
  floods:
    'Answers 10,000 levels deep, with 3,000 headers or of no text, and 10,000 calls at once, end as they should.',
  redirects: 'No credential follows a redirect to another origin, no write follows any, and circles end.',
  paging: 'Every list ends, has each item once, and stops when its reader does.',
  secrets: 'No secret is in any error, log or diagnostic, however it is looked at.',
  pages: 'In a page, a client warns of secrets, and sends no header that a page must not send.',
  diagnostics: 'What a client tells of its calls is in order and complete.',
  workers: 'Workers, with their own rules for connections and time, are served as servers are.',
  leftovers: 'A call leaves no timer, listener, connection or unhandled rejection behind.',
}

/** The report of a run on every runtime. */
export function reportOf(runs: ReadonlyMap<string, readonly Outcome[]>): Report {
  const providers = runtimeNames.map((runtime) => {
    const tally = emptyTally()
    for (const { name, ok } of runs.get(runtime) ?? []) countCheck(tally, topicOf(name), !ok)
    return [runtime, tally] as const
  })
  return {
    suite: 'clients',
    title: 'Fault drills: clients and a hostile server',
    checks: clientPromises,
    providers: Object.fromEntries(providers),
    by: 'runtime',
    faults: [],
  }
}

/** The topic stands in front of the name of a drill. */
export function topicOf(name: string): string {
  return name.split(': ')[0]!
}
