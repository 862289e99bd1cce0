/** What is kept of one exchange with the real server. */
import type { Operation } from '../operation.ts'
import type { Finding } from './finding.ts'
import type { Pair } from './headers.ts'

export interface Message {
  /** As they were written. */
  readonly headers: readonly Pair[]
  /** The bytes without content coding; nothing when there are too many, or they cannot be decoded. */
  readonly body: Buffer | undefined
  /** How many bytes the body had on its way. */
  readonly size: number
}

export interface Recorded {
  readonly startedAt: Date
  /** Milliseconds until the response began, and until it had ended. */
  readonly wait: number
  readonly receive: number
  /** Operation id, or method and path. */
  readonly name: string
  readonly operation: Operation | undefined
  readonly findings: readonly Finding[]
  readonly request: Message & { readonly method: string; readonly url: string }
  /** Nothing when there was none. */
  readonly response: (Message & { readonly status: number; readonly statusText: string }) | undefined
  /** Why there was no response, or why it ended early. */
  readonly error: string | undefined
}

/** The value of a header. */
export function headerOf({ headers }: Pick<Message, 'headers'>, name: string): string | undefined {
  return headers.find(([other]) => other.toLowerCase() === name)?.[1]
}
