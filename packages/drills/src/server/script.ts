/** What a drill tells the hostile server to do. It is data, because drills run where the server does not. */

/** One answer. What it does not say is ordinary: 200, at once, in one piece, complete. */
export interface Answer {
  readonly status?: number
  /** `{here}` and `{other}` in a value stand for the origins of the script, see {@link Script}. */
  readonly headers?: Readonly<Record<string, string>>
  /** Text, sent as UTF-8. */
  readonly body?: string
  /** Bytes in base64, instead of `body`. */
  readonly base64?: string
  /** Milliseconds before anything is sent. */
  readonly after?: number
  /** Sends the body in pieces of so many bytes, with so many milliseconds between them. */
  readonly pieces?: { readonly bytes: number; readonly every: number }
  /** Whether the body comes with its length or in chunks. Default: its length. */
  readonly framing?: 'length' | 'chunked'
  /** Where the connection breaks, if it does. */
  readonly breaks?: 'before head' | 'after head' | 'in body'
  /** How it breaks: orderly, or with a reset. Default: with a reset. */
  readonly by?: 'close' | 'reset'
  /** Never answers. */
  readonly silent?: boolean
  /** Sends so many headers besides, of 100 bytes each. */
  readonly flood?: number
  /** Answers with bytes that are not HTTP. */
  readonly garbage?: string
}

/** A budget that the server really keeps: more than `requests` in a second get 429 with `Retry-After: 1`. */
export interface Budget {
  readonly requests: number
}

/** How requests that match are answered. */
export interface Route {
  /** Method and path, `GET /v2/contacts/*`; the star stands for anything. */
  readonly on: string
  /** Given in turn; the last one for ever. */
  readonly answers: readonly Answer[]
  /** Requests whose header says something else get `otherwise`, in turn too. */
  readonly wants?: { readonly header: string; readonly value: string; readonly otherwise: readonly Answer[] }
  readonly budget?: Budget
  /** Never reads the body of a request, and so never answers. */
  readonly unread?: boolean
}

/** The routes of one drill; the first that matches answers. What matches none gets 404. */
export interface Script {
  readonly routes: readonly Route[]
  /** Lets connections be used again. Default: each request has a connection of its own. */
  readonly keepAlive?: boolean
}

/** A request that reached the server, and how its answer went. */
export interface Seen {
  readonly method: string
  /** Path below the script's origin, with its query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Milliseconds since 1970. */
  readonly at: number
  /** Which of the two origins it came to. */
  readonly origin: 'here' | 'other'
  /** The status that was sent, if any was. */
  readonly status?: number
  /** Whether its connection is still open and its answer incomplete. */
  readonly open: boolean
}

/** Whether a route is meant for a request. */
export function matches(on: string, method: string, path: string): boolean {
  const pattern = on
    .split('*')
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`))
    .join('.*')
  return new RegExp(`^${pattern}$`).test(`${method} ${path.replace(/\?.*/, '')}`)
}
