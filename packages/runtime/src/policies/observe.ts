import { type Attempt, CallError } from '../errors.ts'
import { type CallContext, type Middleware, summarize } from '../onion.ts'
import type { CallEvent, EventDetails } from '../events.ts'
import type { KernelOptions } from '../options.ts'

/** Tells whoever wants to know: the client's `observe` and `log`, and Node's diagnostics channel `parlance`. */
export type Tell = (call: CallContext, details: EventDetails) => void

/** Makes the teller of a client. */
export function teller(provider: string, { observe, log }: KernelOptions): Tell {
  const channel = diagnosticsChannel()
  return (call, details) => {
    if (!observe && !log && !channel?.hasSubscribers) return
    const { operation, method, url } = summarize(call)
    const event = { provider, operation, method, url, attempt: call.attempts.length, ...details }
    observe?.(event)
    channel?.publish(event)
    log?.(lineOf(event))
  }
}

function lineOf(event: CallEvent): string {
  const { operation, method, url, attempt } = event
  return event.type === 'wait'
    ? `${operation} waits ${Math.round(event.wait)} ms (${event.reason})`
    : `${operation} ${method} ${url} ${event.outcome} ${Math.round(event.duration)} ms (attempt ${attempt})`
}

/** Notes every attempt: for observers, and for the log that errors carry. */
export function observe(tell: Tell): Middleware {
  return (next) => async (call) => {
    const startedAt = Date.now()
    const begun = performance.now()
    const note = (outcome: Attempt['outcome']): void => {
      const duration = performance.now() - begun
      call.attempts.push({ startedAt, duration, outcome })
      tell(call, { type: 'attempt', duration, outcome })
    }
    try {
      const reply = await next(call)
      note(reply.response.status)
      return reply
    } catch (error) {
      if (error instanceof CallError && error.kind !== 'api') note(error.kind)
      throw error
    }
  }
}

interface Channel {
  readonly hasSubscribers: boolean
  publish(message: unknown): void
}

/** Not imported, because most platforms do not have it. */
function diagnosticsChannel(): Channel | undefined {
  const { process } = globalThis as {
    process?: { getBuiltinModule?: (id: string) => { channel(name: string): Channel } | undefined }
  }
  return process?.getBuiltinModule?.('node:diagnostics_channel')?.channel('parlance')
}
