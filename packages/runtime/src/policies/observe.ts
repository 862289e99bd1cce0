import { type Attempt, CallError } from '../errors.ts'
import { type CallContext, type Middleware, summarize } from '../onion.ts'
import type { CallEvent, EventBase } from '../events.ts'
import type { KernelOptions } from '../options.ts'

/** Tells whoever wants to know: the client's `observe` and `log`, and Node's diagnostics channel `parlance`. */
export class Observer {
  readonly #provider: string
  readonly #observe: KernelOptions['observe']
  readonly #log: KernelOptions['log']
  readonly #channel = diagnosticsChannel()

  constructor(provider: string, { observe, log }: KernelOptions) {
    this.#provider = provider
    this.#observe = observe
    this.#log = log
  }

  attempted(call: CallContext, attempt: Attempt): void {
    if (!this.#isNeeded()) return
    const { duration, outcome } = attempt
    this.#tell({ ...this.#base(call), type: 'attempt', duration, outcome })
    const { method, url, operation } = summarize(call)
    this.#log?.(
      `${operation} ${method} ${url} ${outcome} ${Math.round(duration)} ms (attempt ${call.attempts.length})`,
    )
  }

  waits(call: CallContext, wait: number, reason: 'retry' | 'rate limit' = 'retry'): void {
    if (!this.#isNeeded()) return
    this.#tell({ ...this.#base(call), type: 'wait', reason, wait })
    this.#log?.(`${call.operation.id} waits ${Math.round(wait)} ms (${reason})`)
  }

  #isNeeded(): boolean {
    return this.#observe !== undefined || this.#log !== undefined || this.#channel?.hasSubscribers === true
  }

  #base(call: CallContext): EventBase {
    const { operation, method, url } = summarize(call)
    return { provider: this.#provider, operation, method, url, attempt: call.attempts.length }
  }

  #tell(event: CallEvent): void {
    this.#observe?.(event)
    this.#channel?.publish(event)
  }
}

/** Notes every attempt: for observers, and for the log that errors carry. */
export function observe(observer: Observer): Middleware {
  return (next) => async (call) => {
    const startedAt = Date.now()
    const begun = performance.now()
    const note = (outcome: Attempt['outcome']) => {
      const attempt: Attempt = { startedAt, duration: performance.now() - begun, outcome }
      call.attempts.push(attempt)
      observer.attempted(call, attempt)
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
  const { process } = globalThis as { process?: { getBuiltinModule?: (id: string) => unknown } }
  const module = process?.getBuiltinModule?.('node:diagnostics_channel') as
    | { channel(name: string): Channel }
    | undefined
  return module?.channel('parlance')
}
