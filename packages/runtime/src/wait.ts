import { AbortError, TimeoutError } from './errors.ts'
import { type CallContext, summarize } from './onion.ts'

/**
 * A promise that the caller's abort ends.
 *
 * @param start - Begins the work; what it returns stops the work once nobody waits for it.
 */
export function untilAborted<T>(
  call: CallContext,
  start: (resolve: (value: T) => void, reject: (reason: unknown) => void) => (() => void) | void,
): Promise<T> {
  const { signal } = call
  let stop: (() => void) | void
  let giveUp = () => {}
  return new Promise<T>((resolve, reject) => {
    giveUp = () => reject(new AbortError(summarize(call), signal!.reason))
    if (signal?.aborted) return giveUp()
    signal?.addEventListener('abort', giveUp)
    stop = start(resolve, reject)
  }).finally(() => {
    stop?.()
    signal?.removeEventListener('abort', giveUp)
  })
}

/** Waits. */
export function sleep(milliseconds: number, call: CallContext): Promise<void> {
  return untilAborted(call, (resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    return () => clearTimeout(timer)
  })
}

/** What a promise gives, unless the caller gives up first. The work itself goes on, since others may wait for it too. */
export function abortable<T>(work: Promise<T>, call: CallContext): Promise<T> {
  return untilAborted(call, (resolve, reject) => void work.then(resolve, reject))
}

/** Whether a wait still leaves time before the deadline. */
export function fitsDeadline(milliseconds: number, { deadlineAt }: CallContext): boolean {
  return performance.now() + milliseconds < deadlineAt
}

/** The error of a call whose wait would end after its deadline. */
export function pastDeadline(call: CallContext): TimeoutError {
  return new TimeoutError(summarize(call), 'deadline', call.deadline)
}
