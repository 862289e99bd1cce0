import { AbortError, TimeoutError } from './errors.ts'
import { type CallContext, summarize } from './onion.ts'

/** Calls back after a time, and gives the way to stop it. A longer time than a timer can hold never comes. */
export function timer(milliseconds: number, callback: () => void): () => void {
  const id = milliseconds < 2 ** 31 ? setTimeout(callback, milliseconds) : undefined
  return () => clearTimeout(id)
}

/** The error of a call whose signal is aborted. */
export function aborted(call: CallContext): AbortError {
  return new AbortError(summarize(call), call.signal?.reason)
}

/**
 * A promise that the caller's abort and the call's deadline end.
 *
 * @param start - Begins the work; what it returns stops the work once nobody waits for it.
 */
export function untilAborted<T>(
  call: CallContext,
  start: (resolve: (value: T) => void, reject: (reason: unknown) => void) => (() => void) | void,
): Promise<T> {
  const { signal, deadlineAt } = call
  let stop: (() => void) | void
  let giveUp = () => {}
  let stopTimer = giveUp
  return new Promise<T>((resolve, reject) => {
    giveUp = () => reject(aborted(call))
    if (signal?.aborted) return giveUp()
    signal?.addEventListener('abort', giveUp)
    stopTimer = timer(deadlineAt - performance.now(), () => reject(pastDeadline(call)))
    stop = start(resolve, reject)
  }).finally(() => {
    stop?.()
    stopTimer()
    signal?.removeEventListener('abort', giveUp)
  })
}

/** Waits. */
export function sleep(milliseconds: number, call: CallContext): Promise<void> {
  return untilAborted(call, (resolve) => timer(milliseconds, resolve))
}

/**
 * What some work gives, unless the caller gives up first. It is not begun for a caller who has given up already; once
 * begun it goes on, since others may wait for it too.
 */
export function abortable<T>(begin: () => Promise<T>, call: CallContext): Promise<T> {
  return untilAborted(call, (resolve, reject) => void begin().then(resolve, reject))
}

/** Whether a wait still leaves time before the deadline. */
export function fitsDeadline(milliseconds: number, { deadlineAt }: CallContext): boolean {
  return performance.now() + milliseconds < deadlineAt
}

/** The error of a call whose wait would end after its deadline. */
export function pastDeadline(call: CallContext): TimeoutError {
  return new TimeoutError(summarize(call), 'deadline', call.deadline)
}
