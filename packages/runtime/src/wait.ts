import { AbortError, TimeoutError } from './errors.ts'
import { type CallContext, summarize } from './onion.ts'

/** Waits, but not longer than the caller wants: an abort wakes it. */
export function sleep(milliseconds: number, call: CallContext): Promise<void> {
  const { signal } = call
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new AbortError(summarize(call), signal.reason))
    const wake = () => {
      clearTimeout(timer)
      reject(new AbortError(summarize(call), signal?.reason))
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', wake)
      resolve()
    }, milliseconds)
    signal?.addEventListener('abort', wake, { once: true })
  })
}

/** What a promise gives, unless the caller gives up first. The work itself goes on, since others may wait for it too. */
export function abortable<T>(work: Promise<T>, call: CallContext): Promise<T> {
  const { signal } = call
  if (!signal) return work
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new AbortError(summarize(call), signal.reason))
    if (signal.aborted) giveUp()
    signal.addEventListener('abort', giveUp, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp))
  })
}

/** Whether a wait still leaves time before the deadline. */
export function fitsDeadline(milliseconds: number, { deadlineAt }: CallContext): boolean {
  return performance.now() + milliseconds < deadlineAt
}

/** The error of a call whose wait would end after its deadline. */
export function pastDeadline(call: CallContext): TimeoutError {
  return new TimeoutError(summarize(call), 'deadline', call.deadline)
}
