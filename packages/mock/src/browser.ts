/**
 * The mock where there is no Node: in a page, or in a worker of one. It has no files, no ports and no control; the steps
 * that answer are the same.
 *
 * It still asks for a few functions of Node, which whoever bundles it has to stand in for, and for `eval`, by which
 * validators are compiled.
 */
import type { OpenApiDocument } from './document.ts'
import { messageOf, MockError } from './errors.ts'
import { ask, type Asked } from './inside/asked.ts'
import type { Sent } from './inside/sent.ts'
import { createProvider, type Provider } from './provider.ts'
import { behaviourOf, type MockOptions } from './settings.ts'
import { checkDocument } from './spec/check.ts'
import { createSessionData, type SessionData } from './state/handle.ts'
import type { StateRules } from './state/rules.ts'
import type { Seed } from './state/seed.ts'
import type { Sessions } from './state/store/sessions.ts'

export type { Asked } from './inside/asked.ts'

/** A provider whose document is at hand. */
export interface OpenProvider {
  /**
   * Answers a request as the mock does over a port. With a signal that is aborted, answers that are held back come at
   * once; they are for nobody.
   */
  ask(asked: Asked, signal?: AbortSignal): Promise<Sent>
  /** The data of the default session, where state is kept: that of requests which name none. */
  readonly state: SessionData
}

/** The options that make sense without files and ports. */
type Shared = Omit<
  MockOptions,
  | 'corsOrigins'
  | 'fallback'
  | 'host'
  | 'listen'
  | 'port'
  | 'portPerProvider'
  | 'providers'
  | 'rules'
  | 'specs'
  | 'stateFile'
  | 'watch'
  | 'webhooks'
  | 'webhooksAnywhere'
  | 'world'
>

/** How a provider is opened. */
export interface Options extends Shared {
  /** What the document does not say of the data. */
  rules?: StateRules
  /** What there is at the beginning: records by collection, known to keep to the document. */
  world?: Seed
  /** Data and clocks that several providers share. Default: with `stateful`, those of this provider alone. */
  sessions?: Sessions
}

/**
 * Makes a provider of a bundle: an OpenAPI document in one piece that was checked when it was built.
 *
 * @throws MockError - `bad-spec` for what is no OpenAPI document, `bad-option` for options that make no sense.
 * @example
 * const { status } = await openProvider('acme', document).ask({ method: 'GET', target: '/v1/widgets', headers: {} })
 */
export function openProvider(name: string, document: unknown, options: Options = {}): OpenProvider {
  const { rules = {}, world: seed = {}, sessions: shared, ...others } = options
  const own = behaviourOf(others, { onProblem })
  const sessions = shared ?? own.sessions
  const state = { rules, seed, isChecked: true }
  const provider = served(name, document, (checked) =>
    createProvider({ name, document: checked, isChecked: true, state }, { ...own, sessions }),
  )
  return {
    ask: (asked, signal) => ask(provider, asked, signal),
    state: createSessionData({ sessions, served: [{ name, provider }] }, ''),
  }
}

function onProblem(problem: unknown): void {
  process.stderr.write(`parlance-mock: ${messageOf(problem)}\n`)
}

function served(name: string, document: unknown, make: (document: OpenApiDocument) => Provider): Provider {
  try {
    return make(checkDocument(document))
  } catch (error) {
    throw new MockError('bad-spec', `The document of "${name}" cannot be served: ${messageOf(error)}`, {
      cause: error,
    })
  }
}
