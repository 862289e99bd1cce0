import { messageOf } from '../errors.ts'
import type { Handler, Reply, Routed } from '../exchange.ts'
import type { Chaos } from '../faults/chaos.ts'
import { FaultError, type Faults, readFaults } from '../faults/faults.ts'
import { preferencesIn } from '../prefer.ts'
import { refuse } from '../refusal.ts'

/** Asks for faults in a single request. */
export const faultHeader = 'x-parlance-fault'

/** Holds answers back, replaces them by errors, or has them arrive broken: by chance, or because a request asks for it. */
export function fault(next: Handler<Routed>, chaos: Chaos): Handler<Routed> {
  return (exchange) => {
    const { [faultHeader]: header, prefer } = exchange.request.headers
    if (!chaos.isOn && header === undefined && prefer === undefined) return next(exchange)
    return suffer(exchange, next, chaos)
  }
}

async function suffer(exchange: Routed, next: Handler<Routed>, chaos: Chaos): Promise<Reply> {
  const asked = readAsked(exchange)
  if (typeof asked === 'string') return refuse(exchange, { status: 400, reason: asked })
  if (asked === undefined && !chaos.isOn) return next(exchange)
  const { method, provider, path, query } = exchange
  const { latency, error, delivery } = chaos.fateOf(`${method} ${provider.name}${path}?${query}`, asked)
  if (latency > 0) await pause(exchange, latency)
  const reply =
    error === undefined ? await next(exchange) : refuse(exchange, { status: error, reason: madeUp(error) })
  return delivery === undefined ? reply : { ...reply, delivery }
}

function madeUp(status: number): string {
  return `a fault that was asked for: ${status}`
}

/** The faults that a request asks for, or the mistake in them. */
function readAsked({ request }: Routed): Faults | string | undefined {
  const header = request.headers[faultHeader]?.toString()
  const text = header ?? preferencesIn(request.headers['prefer']?.toString()).get('fault')
  if (text === undefined) return undefined
  try {
    return readFaults(text)
  } catch (error) {
    if (!(error instanceof FaultError)) throw error
    return `${header === undefined ? 'prefer: fault' : faultHeader}: ${messageOf(error)}`
  }
}

/** Waits, but not for a client that has left. */
export function pause({ response }: Pick<Routed, 'response'>, milliseconds: number): Promise<void> {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer)
      response.off('close', end)
      done()
    }
    const timer = setTimeout(end, milliseconds)
    response.once('close', end)
  })
}
