import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { give } from './answer.ts'
import { type Answer, matches, type Route, type Script, type Seen } from './script.ts'

type Noted = { -readonly [Name in keyof Seen]: Seen[Name] }

/** The script of one drill while it is played, and what was seen of it. */
export class Scene {
  readonly #script: Script
  readonly #given = new Map<readonly Answer[], number>()
  readonly #admitted = new Map<Route, number[]>()
  readonly #sockets = new Set<Socket>()
  readonly seen: Noted[] = []

  constructor(script: Script) {
    this.#script = script
  }

  /** Answers a request and notes it. `origins` are those of the script. */
  async play(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    origin: Seen['origin'],
    origins: Readonly<Record<string, string>>,
  ): Promise<void> {
    const noted = this.#note(request, path, origin)
    this.#sockets.add(request.socket)
    response.once('close', () => (noted.open = false))
    if (this.#isUnread(noted)) return
    noted.body = await textOf(request)
    const answer = this.#choose(noted)
    if (answer.after !== undefined) await setTimeout(answer.after)
    give(response, { ...answer, headers: filled(answer.headers, origins) }, this.#script.keepAlive === true)
    if (response.headersSent) noted.status = response.statusCode
  }

  /** Ends what is still open or kept, save one connection: no later drill meets it again. */
  close(save: Socket): void {
    for (const socket of this.#sockets) if (socket !== save) socket.destroy()
  }

  #note(request: IncomingMessage, path: string, origin: Seen['origin']): Noted {
    const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)])
    const noted: Noted = {
      method: request.method ?? '',
      path,
      headers: Object.fromEntries(headers) as Record<string, string>,
      body: '',
      at: Date.now(),
      origin,
      open: true,
    }
    this.seen.push(noted)
    return noted
  }

  #isUnread({ method, path }: Seen): boolean {
    return this.#script.routes.find(({ on }) => matches(on, method, path))?.unread === true
  }

  #choose({ method, path, headers }: Seen): Answer {
    const route = this.#script.routes.find(({ on }) => matches(on, method, path))
    if (!route) return { status: 404, body: `The script has no route for ${method} ${path}.` }
    const { wants, budget, answers } = route
    if (wants && headers[wants.header] !== wants.value) return this.#next(wants.otherwise)
    if (budget && !this.#admits(route, budget.requests))
      return { status: 429, headers: { 'retry-after': '1' } }
    return this.#next(answers)
  }

  #next(answers: readonly Answer[]): Answer {
    const turn = this.#given.get(answers) ?? 0
    this.#given.set(answers, turn + 1)
    return answers[Math.min(turn, answers.length - 1)]!
  }

  #admits(route: Route, requests: number): boolean {
    const now = performance.now()
    const recent = (this.#admitted.get(route) ?? []).filter((time) => time > now - 1000)
    const admitted = recent.length < requests
    this.#admitted.set(route, admitted ? [...recent, now] : recent)
    return admitted
  }
}

function filled(
  headers: Answer['headers'] = {},
  origins: Readonly<Record<string, string>>,
): Record<string, string> {
  const fill = (value: string) => value.replace(/\{(here|other)\}/g, (_, name: string) => origins[name]!)
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, fill(value)]))
}

/** The body as far as it came: a client may break off too. */
async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer)
  } catch {
    // What came before the break is what there is.
  }
  return Buffer.concat(chunks).toString()
}
