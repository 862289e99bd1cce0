/** A judge that nobody here has written: what clients and mock say to each other is what the specs say. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listProviders, type OperationModel, operationsOf, readProvider } from '@parlance/compiler'
import type { Mock } from '@parlance/mock'
import { afterAll, describe, expect, test } from 'vitest'
import { type Disagreement, type Drift, excuseFor, excuses, judgeByDrift } from './judges/drift.ts'
import { driftFaults, judges, plantReply } from './judges/faults.ts'
import { recordCalls } from './judges/record.ts'
import { emptyTally, type Report, writeReport } from './suite/tally.ts'

const folder = mkdtempSync(join(tmpdir(), 'parlance-drift-'))
const report: Report = {
  suite: 'drift',
  title: 'Recorded traffic, judged by redocly drift',
  seed: 0,
  runs: 1,
  checks: {
    [judges.drift]:
      'A tool that is not ours finds nothing in the recorded traffic of clients and mock that the specs do not say.',
  },
  providers: {},
}
afterAll(() => {
  writeReport(report)
  rmSync(folder, { recursive: true })
})

/** The tool takes its time with large schemas, on a busy machine most of all. */
const patience = 240_000

const used = new Set<string>()

describe.each(listProviders())('%s', (name) => {
  const { document, model } = readProvider(name)
  const operations = operationsOf(model)

  /** Disagreements in which the tool is not wrong, in words. */
  function told({ disagreements }: Drift): string[] {
    return disagreements.filter((one) => !isExcused(one)).map(lineOf)
  }

  function isExcused(one: Disagreement): boolean {
    const excuse = excuseFor(one, document)
    if (excuse) used.add(excuse.reason)
    return excuse !== undefined
  }

  test(
    'what its client and its mock say to each other, the spec says too',
    async () => {
      const har = join(folder, `${name}.har`)
      const { calls, accepted } = await recordCalls({ model, har })
      const drift = await judgeByDrift(name, har, folder)
      const disagreements = told(drift)
      report.providers[name] = {
        ...emptyTally(operations.length, []),
        requests: calls,
        accepted,
        refused: calls - accepted,
        kinds: { recorded: calls },
        checks: { [judges.drift]: { tried: drift.exchanges, violations: disagreements.length } },
      }
      expect(disagreements).toEqual([])
      expect(drift.operations).toEqual({ covered: operations.length, total: operations.length })
      expect([drift.exchanges, drift.documented]).toEqual([calls, calls])
      expect(accepted).toBe(operations.length)
    },
    patience,
  )

  const subject = operations.find(isGuardedRead)!

  test.each(driftFaults.map((fault) => [fault.of, fault.name, fault] as const))(
    'a %s that %s is found',
    async (_, what, fault) => {
      const har = join(folder, `${name}.planted.har`)
      const plant = (mock: Mock) => plantReply(mock, fault, name, subject.id)
      await recordCalls({ model, har, plant, between: fault.between, operations: [subject] })
      const drift = await judgeByDrift(name, har, folder)
      expect(told(drift), what).not.toEqual([])
    },
    patience,
  )
})

test('no excuse is made that is not needed', () => {
  expect(excuses.filter(({ reason }) => !used.has(reason))).toEqual([])
})

/** A read with JSON that needs credentials: every fault has something to spoil there. */
function isGuardedRead({ method, anonymous, accept }: OperationModel): boolean {
  return method === 'GET' && !anonymous && accept === undefined
}

function lineOf({ method, path, status, message }: Disagreement): string {
  return `${method} ${path} ${status}: ${message}`
}
