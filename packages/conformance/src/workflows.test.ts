import { listProviders } from '@parlance/compiler'
import { createMock, type Mock } from '@parlance/mock'
import { afterAll, describe, expect, test } from 'vitest'
import { judges, respectFaults } from './judges/faults.ts'
import { serveLies } from './judges/liar.ts'
import { runWorkflow, workflowsOf } from './judges/respect.ts'
import { countRequest, emptyTally, type Report, writeReport } from './suite/tally.ts'

const report: Report = {
  suite: 'workflows',
  title: 'Workflows, judged by redocly respect',
  seed: 0,
  runs: 1,
  checks: {
    [judges.respect]: 'Every workflow of a provider runs to its end against the mock, step by step.',
  },
  providers: {},
}
afterAll(() => writeReport(report))

const patience = 90_000

describe.each(listProviders())('%s', (name) => {
  const workflows = workflowsOf(name)
  const tally = (report.providers[name] = emptyTally(0, [{ name: judges.respect }]))
  /** How many requests each workflow sends. */
  const requests = new Map<string, number>()

  const serve = () => createMock({ providers: [name], rateLimit: false })

  test('has a workflow', () => expect(workflows).not.toEqual([]))

  test.each(workflows)(
    'the workflow %s passes against the mock',
    async (file) => {
      await using mock = await serve()
      const { code, output } = await runWorkflow(name, file, mock.urlOf(name))
      count(mock, code)
      requests.set(file, mock.calls().length)
      expect(output, output).toContain('passed')
      expect(code, output).toBe(0)
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

  function count(mock: Mock, code: number | null): void {
    const calls = mock.calls()
    for (const { status } of calls) countRequest(tally, 'step', status)
    const check = tally.checks[judges.respect]!
    check.tried += 1
    if (code !== 0) check.violations += 1
    tally.operations = Math.max(tally.operations, new Set(calls.map(({ operation }) => operation)).size)
  }
})
