/** What a control endpoint is. */
import type { SchemaObject } from 'ajv/dist/2020.js'
import type { Controls } from './controls.ts'

/** What an endpoint is asked for. */
export interface Order {
  /** What stands in the path, decoded. */
  readonly params: readonly string[]
  /** The last value of each name counts. */
  readonly query: Readonly<Record<string, string>>
  /** The session that the header of the request names; empty for the default one. */
  readonly session: string
  /** The parsed body; nothing without one. */
  readonly body: unknown
}

export interface Outcome {
  readonly status: number
  readonly body?: unknown
}

export interface Endpoint {
  readonly method: string
  /** Below the path of all control endpoints; names in braces stand for one segment. */
  readonly path: string
  readonly summary: string
  /** The library call that does the same. */
  readonly call: string
  readonly query?: SchemaObject
  readonly body?: SchemaObject
  readonly isBodyOptional?: boolean
  /** The longest body, in bytes. Default: 1 MiB. */
  readonly longest?: number
  run(controls: Controls, order: Order): Outcome | Promise<Outcome>
}

export const done: Outcome = { status: 204 }

/** An outcome that shows something. */
export function shown(body: unknown): Outcome {
  return { status: 200, body }
}

/** An outcome for what is not there. */
export function missing(error: string): Outcome {
  return { status: 404, body: { error } }
}
