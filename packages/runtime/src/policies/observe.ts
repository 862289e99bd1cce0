import { type Attempt, CallError } from '../errors.ts'
import type { CallEvent, EventDetails } from '../events.ts'
import { type CallContext, type Middleware, summarize } from '../onion.ts'

/** Tells the client's observer what happens to a call. */
export type Tell = (call: CallContext, details: EventDetails) => void

/** Makes the teller of a client. */
export function teller(provider: string, observer: ((event: CallEvent) => void) | undefined): Tell {
  return (call, details) =>
    observer?.({ provider, ...summarize(call), attempt: call.attempts.length, ...details })
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
      if (error instanceof CallError && error.kind !== 'api') note(error.kind as Attempt['outcome'])
      throw error
    }
  }
}
