/** The connection to the worker. */
import type { Unsent } from './ask.ts'
import { SandboxError } from './error.ts'
import type { Answer, Order, Told, ToPage, ToWorker } from './protocol.ts'
import type { Tab } from './tab.ts'

/** A worker that answers. */
export interface Line {
  /** Rejects with a `SandboxError`, or with the reason of the signal as soon as it is aborted. */
  ask(unsent: Unsent, signal: AbortSignal | undefined): Promise<Answer>
  /** Rejects with a `SandboxError`. */
  order(unsent: Omit<Order, 'id'>): Promise<Told>
}

type Waiting = PromiseWithResolvers<Answer | Told>

/**
 * Starts the worker.
 *
 * @param script where its program is
 * @param tab keeps the data
 * @param whenBroken told when the worker is of no use any more
 */
export function openLine(script: URL, tab: Tab, whenBroken: () => void): Line {
  const waiting = new Map<number, Pick<Waiting, 'resolve' | 'reject'>>()
  const breakOff = () => {
    whenBroken()
    worker?.terminate()
    removeEventListener('pageshow', comeBack)
    const error = noWorker(script)
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  // A page that the browser had put aside has old data: other pages of the tab have gone on meanwhile.
  const comeBack = ({ persisted }: PageTransitionEvent) => persisted && breakOff()
  addEventListener('pageshow', comeBack)
  const worker = start(script)
  worker?.addEventListener('error', breakOff)
  worker?.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
    if (data.kind === 'keep') return tab.keep(data.name, data.text)
    const { resolve, reject } = waiting.get(data.id) ?? {}
    waiting.delete(data.id)
    if (data.kind === 'failure') reject?.(new SandboxError(data.problem, data.message))
    else resolve?.(data)
  })
  const say = (message: ToWorker) => worker?.postMessage(message, bytesOf(message))
  say({ kind: 'begin', texts: tab.texts() })
  let count = 0
  return {
    ask: (unsent, signal) => wait((id) => ({ kind: 'ask', id, ...unsent }), signal) as Promise<Answer>,
    order: (unsent) => wait((id) => ({ ...unsent, id })) as Promise<Told>,
  }

  function wait(messageFor: (id: number) => ToWorker, signal?: AbortSignal): Promise<Answer | Told> {
    return new Promise((resolve, reject) => {
      const id = ++count
      const leave = () => {
        waiting.delete(id)
        say({ kind: 'leave', id })
        reject(signal?.reason)
      }
      const end = () => signal?.removeEventListener('abort', leave)
      signal?.addEventListener('abort', leave, { once: true })
      waiting.set(id, {
        resolve: (said) => (end(), resolve(said)),
        reject: (error) => (end(), reject(error)),
      })
      if (worker) say(messageFor(id))
      else breakOff()
    })
  }
}

/** A body is given away, not copied. */
function bytesOf(message: ToWorker): Transferable[] {
  return message.kind === 'ask' && message.body ? [message.body.buffer as ArrayBuffer] : []
}

/** Some browsers throw where the policy of a page forbids its worker, others tell it the worker. */
function start(script: URL): Worker | undefined {
  try {
    return new Worker(script, { type: 'module', name: 'mock' })
  } catch {
    return undefined
  }
}

function noWorker({ href }: URL): SandboxError {
  return new SandboxError(
    'no-worker',
    `The mock of this page did not start: ${href} cannot be loaded, or may not run here. Try again, or start the mock on your machine: npx @parlance/mock`,
  )
}
