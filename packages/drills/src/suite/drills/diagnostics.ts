/** What tools can listen to. */
import { refusal, shipment } from '../answers.ts'
import { check, equal, like } from '../check.ts'
import { chitchats } from '../clients.ts'
import { builtin } from '../platform.ts'
import { drillsAbout } from '../registry.ts'

const drill = drillsAbout('diagnostics')

type Listener = (event: unknown) => void
interface DiagnosticsChannel {
  subscribe(name: string, listener: Listener): void
  unsubscribe(name: string, listener: Listener): void
}

drill(
  'the channel `parlance` carries every attempt and wait',
  async (stage) => {
    const channel = builtin<DiagnosticsChannel>('node:diagnostics_channel')
    check(channel !== undefined, 'There is no node:diagnostics_channel.')
    const server = await stage.serve([
      { on: 'GET /api/v1/clients/7/shipments/*', answers: [refusal(503), shipment] },
    ])
    const events: unknown[] = []
    const listener: Listener = (event) => void events.push(event)
    channel.subscribe('parlance', listener)
    await chitchats(server.origin).shipments.get('A1')
    channel.unsubscribe('parlance', listener)
    const base = { provider: 'chitchats', operation: 'shipments.get', method: 'GET' }
    like(events, [
      { ...base, type: 'attempt', attempt: 1, outcome: 503 },
      { ...base, type: 'wait', reason: 'retry' },
      { ...base, type: 'attempt', attempt: 2, outcome: 200 },
    ])
    equal(events.length, 3)
  },
  { only: ['node-22', 'node-24', 'node-26', 'bun', 'deno'] },
)
