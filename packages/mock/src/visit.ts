/** Whose data a request means, and how far the clock of that session was moved on. */
import type { IncomingHttpHeaders } from 'node:http'
import { sessionHeader } from './state/session-name.ts'
import type { Sessions } from './state/store/sessions.ts'

/** A request, as one of a session. */
export interface Visit {
  /** The name of the session; `''` is the default one. */
  readonly session: string
  /** Milliseconds by which somebody has moved the clock on: budgets and tokens age with it. */
  readonly skipped: number
}

/** Tells which session a request belongs to. */
export type VisitOf = (headers: IncomingHttpHeaders) => Visit

const outside: Visit = { session: '', skipped: 0 }

/** For a mock without state everybody is in the same session, whose clock nobody can move. */
export function visitsTo(sessions: Sessions | undefined): VisitOf {
  if (!sessions) return () => outside
  return (headers) => {
    const session = String(headers[sessionHeader] ?? '')
    return { session, skipped: sessions.skipped(session) }
  }
}
