/** What the one hook of a kernel, `observe`, is made from. */
import type { CallEvent } from './events.ts'

/** Options of a client that end up in its kernel's `observe`. */
export interface ObserverOptions {
  /** Is told of every attempt, wait and warning. See {@link CallEvent}. */
  observe?: ((event: CallEvent) => void) | undefined
  /** Takes one line per attempt, wait and warning: method, URL without query, outcome, duration. No secret. */
  log?: ((line: string) => void) | undefined
}

/**
 * Options whose `observe` also writes the lines of `log` and publishes to Node's diagnostics channel `parlance`.
 * `createClient` does this by itself; for standalone functions it is a choice, as it has its size.
 *
 * @example
 * const kernel = createKernel(observed({ clientId, accessToken, log: console.log }))
 */
export function observed<Options extends ObserverOptions>(
  options: Options,
): Options & Pick<ObserverOptions, 'observe'> {
  const { observe, log } = options
  const channel = diagnosticsChannel()
  return {
    ...options,
    observe(event) {
      try {
        observe?.(event)
        log?.(lineOf(event))
        if (channel?.hasSubscribers) channel.publish(event)
      } catch (error) {
        // Whoever watches a call must not change how it ends.
        console.error(error)
      }
    },
  }
}

function lineOf(event: CallEvent): string {
  const { operation, method, url, attempt } = event
  if (event.type === 'warning') return `${operation} warns: ${event.message}`
  if (event.type === 'wait') return `${operation} waits ${Math.round(event.wait)} ms (${event.reason})`
  return `${operation} ${method} ${url} ${event.outcome} ${Math.round(event.duration)} ms (attempt ${attempt})`
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
