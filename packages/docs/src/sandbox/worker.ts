/** The mock inside a page: the worker's side. */
import { mockOrigin } from '@parlance/compiler/samples'
import { createKeeping } from './keeping.ts'
import { providerOf } from './open.ts'
import { Problem } from './problem.ts'
import type { Ask, Order, ToPage, ToWorker } from './protocol.ts'

/** A worker's own scope has these of its counterpart in the page. */
const page = globalThis as unknown as Pick<Worker, 'addEventListener' | 'postMessage'>

/** The mock goes on using the bytes of its answers, so none is given away. */
const given: Transferable[] = []
const say = (message: ToPage) => page.postMessage(message, given)

const leaving = new Map<number, AbortController>()
const keeping = createKeeping((name, text) => say({ kind: 'keep', name, text }))

page.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'begin') keeping.begin(data.texts)
  else if (data.kind === 'leave') leaving.get(data.id)?.abort()
  else void answer(data).then(say)
})

async function answer(wanted: Ask | Order): Promise<ToPage> {
  const { id } = wanted
  const leave = new AbortController()
  leaving.set(id, leave)
  try {
    const provider = await providerOf(wanted.provider, keeping)
    if (wanted.kind === 'order')
      return { kind: 'kept', id, kept: keeping.order(wanted.provider, wanted.order) }
    const { host } = new URL(mockOrigin)
    const sent = await provider.ask({ ...wanted, headers: { ...wanted.headers, host } }, leave.signal)
    return { kind: 'answer', id, sent }
  } catch (error) {
    const { message } = error as Error
    return { kind: 'failure', id, problem: error instanceof Problem ? error.kind : 'failed', message }
  } finally {
    leaving.delete(id)
  }
}
