/** The suites whose results are shown, in the order in which they are. */
import { agreements } from '../agreements/index.ts'
import { checks } from '../checks/index.ts'
import { answerFaults } from '../faults/answers.ts'
import { stageFaults } from '../faults/behaviour.ts'
import { clientFaults, replyFaults } from '../faults/calls.ts'
import { driftFaults, judges, respectFaults } from '../judges/faults.ts'
import { memoryFaults } from '../faults/memory.ts'
import { statements } from '../memory/index.ts'
import { tripChecks } from '../round-trip/checks.ts'
import type { FoundFault } from './results.ts'

/** A suite that writes a report. */
export interface KnownSuite {
  readonly suite: string
  /** The folder of its package. */
  readonly packageName: string
  /** Names of its checks. Missing where the package has a test of its own for them. */
  readonly checks?: readonly string[]
  /** What was planted for it. Missing where the report says so. */
  readonly faults?: readonly FoundFault[]
}

const owners = { atMock: 'a mock', atClient: 'a client', atDelivery: 'a delivery' } as const

/** Every suite. */
export const suites: readonly KnownSuite[] = [
  {
    suite: 'checks',
    packageName: 'conformance',
    checks: namesOf(checks),
    faults: answerFaults.map((fault) => foundAs('a mock', fault)),
  },
  {
    suite: 'checks-with-state',
    packageName: 'conformance',
    checks: namesOf(checks),
    faults: [
      { name: 'a mock that forgets what it made', caughtBy: 'ensure resource availability' },
      { name: 'a mock that forgets to delete', caughtBy: 'use after free' },
    ],
  },
  {
    suite: 'round-trip',
    packageName: 'conformance',
    checks: namesOf(tripChecks),
    faults: [
      ...clientFaults.map((fault) => foundAs('a client', fault)),
      ...replyFaults.map((fault) => foundAs('a mock', fault)),
    ],
  },
  { suite: 'round-trip-with-state', packageName: 'conformance', checks: namesOf(tripChecks), faults: [] },
  {
    suite: 'memory',
    packageName: 'conformance',
    checks: namesOf(statements),
    faults: memoryFaults.map((fault) => foundAs('a mock', fault)),
  },
  {
    suite: 'agreements',
    packageName: 'conformance',
    checks: namesOf(agreements),
    faults: stageFaults.map((fault) => foundAs(owners[fault.place], fault)),
  },
  {
    suite: 'drift',
    packageName: 'conformance',
    checks: [judges.drift],
    faults: driftFaults.map((fault) => foundAs(`a ${fault.of}`, fault)),
  },
  {
    suite: 'workflows',
    packageName: 'conformance',
    checks: [judges.respect],
    faults: respectFaults.map((fault) => foundAs(`a ${fault.of}`, fault)),
  },
  { suite: 'mock', packageName: 'drills' },
  { suite: 'clients', packageName: 'drills' },
]

function namesOf(all: readonly { name: string }[]): string[] {
  return all.map(({ name }) => name)
}

function foundAs(who: string, { name, caughtBy }: FoundFault): FoundFault {
  return { name: `${who} that ${name}`, caughtBy }
}
