import { contenders } from '../contenders/index.ts'
import { authHeaders, serverOf } from '../contenders/plain.ts'
import { median, quantile, round } from '../measure/statistics.ts'
import type { CallsRow } from '../results.ts'
import { provider, providerSubject, type Subject } from '../subject.ts'
import type { CallsFound, CallsJob } from '../workers/calls.worker.ts'
import { runWorker } from '../workers/worker.ts'
import { bundleDriver, exampleAnswer } from './drivers.ts'
import type { Part, Say } from './part.ts'

/** Layers of middleware in the second measurement of each client that takes some. */
const someLayers = 3

/** Part of the documented budget that one round uses: nothing must wait. */
const budgetUsed = 0.5

/** Microseconds that a call takes over bare fetch, without a network. */
export const calls: Part<'calls'> = {
  name: 'calls',
  summary: 'microseconds per call over bare fetch, without a network',
  async measure(say) {
    const job = await callsJob(say)
    const found = await runWorker<CallsFound>('./calls.worker.ts', job, say)
    return job.clients.map(({ name, layers }, index) =>
      rowOf(name, layers, found.clients[index]!, found.bare),
    )
  },
  columns: [
    'client',
    'layers of middleware',
    'µs per call',
    'over bare fetch',
    'quartiles',
    'times bare fetch',
  ],
  cells: ({ client, layers, call, over, quartiles, ratio }) => [
    client,
    layers,
    call,
    over,
    quartiles.join(' to '),
    ratio,
  ],
}

async function callsJob(say: Say): Promise<CallsJob> {
  const subject = providerSubject(provider)
  const clients: CallsJob['clients'][number][] = []
  for (const contender of contenders) {
    const driver = await bundleDriver(say, contender, subject)
    for (const layers of contender.middleware ? [0, someLayers] : [0]) {
      clients.push({ name: contender.title, driver, layers })
    }
  }
  const url = `${serverOf(subject)}/bare`
  const body = exampleAnswer(subject)
  return {
    body,
    url,
    headers: authHeaders(subject),
    clients,
    rounds: 100,
    warmUp: 10,
    window: 1000 * Math.max(1, ...subject.model.rateLimits.map(({ window }) => window)),
    calls: callsOf(subject),
  }
}

function callsOf({ model }: Subject): number {
  return Math.floor(Math.min(2_000, ...model.rateLimits.map(({ requests }) => requests)) * budgetUsed)
}

function rowOf(client: string, layers: number, own: number[], bare: number[]): CallsRow {
  const over = own.map((time, index) => time - bare[index]!)
  return {
    client,
    layers,
    call: round(median(own), 1),
    over: round(median(over), 1),
    quartiles: [round(quantile(over, 0.25), 1), round(quantile(over, 0.75), 1)],
    ratio: round(median(own.map((time, index) => time / bare[index]!)), 2),
  }
}
