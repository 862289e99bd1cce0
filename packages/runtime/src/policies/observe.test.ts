import { channel } from 'node:diagnostics_channel'
import { expect, onTestFinished, test } from 'vitest'
import { call } from '../call.ts'
import type { CallEvent } from '../events.ts'
import { getParcel, json, kernelAt, serve } from '../testing.ts'

async function flaky(): Promise<string> {
  let requests = 0
  return serve((_, response) => json(response, (requests += 1) === 1 ? 503 : 200, {}))
}

test('observers are told of every attempt and wait', async () => {
  const events: CallEvent[] = []
  const kernel = kernelAt(await flaky(), {
    observe: (event: CallEvent) => events.push(event),
    retry: { baseDelay: 1 },
  })
  await call(kernel, { ...getParcel, resend: true }, ['p1'])
  expect(events.map(({ type, attempt }) => [type, attempt])).toEqual([
    ['attempt', 1],
    ['wait', 1],
    ['attempt', 2],
  ])
  expect(events[0]).toMatchObject({ provider: 'acme', operation: 'parcels.get', method: 'GET', outcome: 503 })
})

test('a log line tells operation, request, outcome and duration, and nothing of the query', async () => {
  const lines: string[] = []
  const origin = await serve((_, response) => json(response, 200, {}))
  const kernel = kernelAt(origin, { log: (line: string) => lines.push(line) })
  await call(kernel, { ...getParcel, input: 'query' }, ['p1', { q: 'private' }])
  expect(lines).toEqual([
    expect.stringMatching(/^parcels\.get GET http:\S+\/v1\/parcels\/p1 200 \d+ ms \(attempt 1\)$/),
  ])
})

test('Node’s diagnostics channel carries the same events', async () => {
  const seen: unknown[] = []
  const listener = (event: unknown) => void seen.push(event)
  channel('parlance').subscribe(listener)
  onTestFinished(() => void channel('parlance').unsubscribe(listener))
  const origin = await serve((_, response) => json(response, 200, {}))
  await call(kernelAt(origin), getParcel, ['p1'])
  expect(seen).toMatchObject([{ type: 'attempt', operation: 'parcels.get', outcome: 200 }])
})
