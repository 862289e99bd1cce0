/** Data of one's own: what a test has of a session. */
import type { Fetch } from './inside/fetch.ts'
import { createSessionData, type Kept, type SessionData, sessionsIn } from './state/handle.ts'
import { checkName, sessionHeader } from './state/session-name.ts'

/** How a client reaches the mock: options that Parlance's clients have, and many others. */
export interface ClientTarget {
  /** Stands for the provider's origin. */
  origin: string
  fetch: Fetch
}

/** Data that nobody sees who is not in the session, with a clock of its own. */
export interface MockSession extends SessionData {
  readonly name: string
  /** Reaches the mock without a port, in this session. */
  readonly fetch: Fetch
  /** The options by which a client reaches the mock in this session: over its port, or by `fetch` when it has none. */
  optionsFor(provider: string): ClientTarget
  /** Forgets the session, with what was saved of it. */
  drop(): void
}

/** A session, as others see it. */
export interface SessionInfo {
  /** The default session has none: ''. */
  readonly name: string
  /** Roughly how many bytes it takes beside the records of the beginning, which all share. */
  readonly bytes: number
  readonly snapshots: readonly string[]
}

/** How the mock is reached. */
export interface Ways {
  readonly fetch: Fetch
  readonly optionsFor: (provider: string) => ClientTarget
}

/** A session of a name. Throws a `MockError` for a name that no session can have. */
export function createSession(kept: Kept, name: string, { fetch, optionsFor }: Ways): MockSession {
  const sessions = sessionsIn(kept)
  checkName(name, 'session')
  const inSession = fetchIn(name, fetch)
  return {
    ...createSessionData(kept, name),
    name,
    fetch: inSession,
    optionsFor(provider) {
      const target = optionsFor(provider)
      return { ...target, fetch: target.fetch === fetch ? inSession : fetchIn(name, target.fetch) }
    },
    drop: () => sessions.drop(name),
  }
}

/** What sessions there are, the one that was used last at the end. */
export function listSessions(kept: Kept): SessionInfo[] {
  const sessions = sessionsIn(kept)
  return sessions.names().map((name) => {
    const worlds = [...sessions.session(name).worlds.values()]
    return {
      name,
      bytes: worlds.reduce((total, { bytes }) => total + bytes, 0),
      snapshots: sessions.snapshots(name),
    }
  })
}

/** A `fetch` whose requests are in a session. */
function fetchIn(session: string, fetch: Fetch): Fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined))
    headers.set(sessionHeader, session)
    return fetch(input, { ...init, headers })
  }
}
