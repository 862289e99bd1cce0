import type { Route, Script, Seen } from '../server/script.ts'
import type { RuntimeName } from './registry.ts'

/** Where a suite runs, and the servers it finds there. */
export interface Setting {
  readonly runtime: RuntimeName
  /** The hostile server. */
  readonly origin: string
  /** The same server under another origin. */
  readonly other: string
  /** The contract mock. */
  readonly mock: string
  /** A port of loopback where nobody listens, as an origin. */
  readonly nobody: string
  /** Where the Worker itself listens, on workerd. */
  readonly self?: string
}

/** The server that plays the script of a drill. */
export interface Scripted {
  /** Give it to a client as its `origin`. */
  readonly origin: string
  /** Every request so far. */
  seen(): Promise<Seen[]>
  /** How many requests there were, or how many with this method. */
  count(method?: string): Promise<number>
  /** Waits until what was seen is as wanted. */
  until(wanted: (seen: Seen[]) => boolean): Promise<void>
}

let scripts = 0

/** What a drill gets: the setting, and a server that does as it says. */
export class Stage {
  readonly setting: Setting
  readonly #controls: string[] = []

  constructor(setting: Setting) {
    this.setting = setting
  }

  /** Makes the server play a script, given whole or as its only routes. */
  async serve(script: Script | readonly Route[]): Promise<Scripted> {
    const { origin, runtime } = this.setting
    const id = `${runtime}-${(scripts += 1)}`
    const control = `${origin}/control/${id}`
    this.#controls.push(control)
    await ask(control, 'PUT', JSON.stringify('routes' in script ? script : { routes: script }))
    const seen = async () => JSON.parse(await ask(control, 'GET')) as Seen[]
    return {
      origin: `${origin}/scene/${id}`,
      seen,
      async count(method) {
        return (await seen()).filter((request) => method === undefined || request.method === method).length
      },
      async until(wanted) {
        while (!wanted(await seen())) await pause(20)
      },
    }
  }

  /** Ends what is still open. */
  async close(): Promise<void> {
    for (const control of this.#controls) await ask(control, 'DELETE')
  }
}

/** Waits so many milliseconds. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

async function ask(control: string, method: string, body?: string): Promise<string> {
  const response = await fetch(control, { method, body: body ?? null })
  if (!response.ok) throw new Error(`${method} ${control} was answered with ${response.status}.`)
  return response.text()
}
