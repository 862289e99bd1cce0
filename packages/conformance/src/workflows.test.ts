import { listProviders, readProvider } from '@parlance/compiler'
import { createMock, type Mock, type RecordedCall } from '@parlance/mock'
import { afterAll, describe, expect, test } from 'vitest'
import { judges, respectFaults } from './judges/faults.ts'
import { serveLies } from './judges/liar.ts'
import { runWorkflow, workflowsOf } from './judges/respect.ts'
import { tokenOperations } from './requests/tokens.ts'
import { countRequest, emptyTally, type Report, writeReport } from './suite/tally.ts'

const report: Report = {
  suite: 'workflows',
  title: 'Workflows, judged by redocly respect',
  seed: 0,
  runs: 1,
  checks: {
    [judges.respect]:
      'Every workflow of a provider runs to its end against the mock with state, step by step, and reads back what it has said.',
  },
  providers: {},
}
afterAll(() => writeReport(report))

const patience = 90_000

describe.each(listProviders())('%s', (name) => {
  const workflows = workflowsOf(name)
  const tokens = tokenOperations(readProvider(name).document)
  const tally = (report.providers[name] = emptyTally(0, [{ name: judges.respect }]))
  /** How many requests each workflow sends. */
  const requests = new Map<string, number>()

  /** What each workflow wants to be kept. */
  const told = new Map<string, number>()

  const serve = (stateful = true) => createMock({ providers: [name], rateLimit: false, stateful })

  test('has a workflow', () => expect(workflows).not.toEqual([]))

  test.each(workflows)(
    'the workflow %s passes against the mock',
    async (file) => {
      await using mock = await serve()
      const { code, output } = await runWorkflow(name, file, mock.urlOf(name))
      count(mock, code)
      requests.set(file, mock.calls().length)
      told.set(file, mock.calls().filter(keepsSomething).length)
      expect(output, output).toContain('passed')
      expect(code, output).toBe(0)
    },
    patience,
  )

  test.each(workflows)(
    'the workflow %s fails at a mock that forgets what it is told, if it tells something',
    async (file) => {
      if (told.get(file) === 0) return
      await using mock = await serve(false)
      const { code, output } = await runWorkflow(name, file, mock.urlOf(name))
      expect(output, output).toContain('failed')
      expect(code, output).toBe(1)
    },
    patience,
  )

  test.each(workflows.flatMap((file) => respectFaults.map((fault) => [file, fault.name, fault] as const)))(
    'the workflow %s fails at a mock that %s',
    async (file, _, fault) => {
      await using mock = await serve()
      const honest = fault.from === 'first' ? 0 : requests.get(file)! - 1
      await using liar = await serveLies(mock.urlOf(name), fault.reply, honest)
      const { code, output } = await runWorkflow(name, file, liar.origin)
      expect(output, output).toContain('failed')
      expect(code, output).toBe(1)
    },
    patience,
  )

  /** A request with content that is there afterwards; tokens are made whether or not anything is kept. */
  function keepsSomething({ method, operation, body }: RecordedCall): boolean {
    return method !== 'GET' && body !== undefined && !tokens.includes(operation ?? '')
  }

  function count(mock: Mock, code: number | null): void {
    const calls = mock.calls()
    for (const { status } of calls) countRequest(tally, 'step', status)
    const check = tally.checks[judges.respect]!
    check.tried += 1
    if (code !== 0) check.violations += 1
    tally.operations = Math.max(tally.operations, new Set(calls.map(({ operation }) => operation)).size)
  }
})
