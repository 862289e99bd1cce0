/** A mock that keeps state, in this process, and the sessions in it that statements are tried in. */
import { createMock, type Mock, type MockOptions } from '@parlance/mock'
import { readProvider } from '@parlance/compiler'
import type { Document } from '@parlance/compiler'
import { type ContractOperation, readContract } from '../requests/contract.ts'
import type { Draft, Wire } from '../requests/draft.ts'
import type { Material } from '../requests/valid.ts'
import { write } from '../requests/write.ts'
import type { Answer } from '../suite/send.ts'
import type { Settings } from '../suite/settings.ts'
import { credentialHeaders } from '../suite/target.ts'
import { createValidator } from '../validator.ts'
import { type Excuse, excusesOf } from './excuses.ts'
import { type Kinds, kindsOf } from './kinds.ts'
import { type Life, livesOf } from '../requests/lives.ts'

/** Records by collection. */
export type Records = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

/** One session: it begins with the shipped world, at a moment that stands still. */
export interface Visit {
  /** Asks an operation, with good credentials where it wants some. */
  ask(operation: ContractOperation, draft: Draft): Promise<Answer>
  /** Everything that is kept of the provider. */
  records(): Records
  /** Lets so many seconds pass. */
  advance(seconds: number): void
  /** Has the world of the beginning again. */
  reset(): void
  /** Remembers everything as it is, and gives what makes it so again. */
  save(): () => void
}

/** Begins a session that nobody has been in. */
export type Enter = () => Visit

/** Where statements are tried. */
export interface Scene extends Material {
  readonly provider: string
  readonly settings: Settings
  readonly operations: readonly ContractOperation[]
  readonly lives: readonly Life[]
  readonly credentials: Readonly<Record<string, string>>
  readonly enter: Enter
  /** What the records of each collection have to be. */
  readonly kinds: Kinds
  readonly excuses: readonly Excuse[]
}

export interface OpenScene extends Scene, AsyncDisposable {}

/** What is served. */
export interface Stock {
  readonly provider: string
  readonly document: Document
  readonly excuses: readonly Excuse[]
  /** How a mock comes to serve it. */
  readonly options: MockOptions
}

/** A shipped provider. */
export function shipped(provider: string): Stock {
  const { document } = readProvider(provider)
  return { provider, document, excuses: excusesOf(provider), options: { providers: [provider] } }
}

/** When every session begins: after everything in the shipped worlds, so that what is due by then has happened. */
const beginning = new Date('2026-11-21T12:00:00.000Z')

/** Opens a scene for a provider, where nothing misbehaves but what is planted. */
export async function openScene(
  { provider, document, excuses, options }: Stock,
  settings: Settings,
  plant: (enter: Enter) => Enter = (enter) => enter,
): Promise<OpenScene> {
  const mock = await createMock({
    rateLimit: false,
    journal: 0,
    ...options,
    listen: false,
    stateful: true,
    seed: settings.seed,
  })
  const credentials = credentialHeaders(document, 'a-token')
  let visits = 0
  const enter = () => visit(mock, provider, `visit-${(visits += 1)}`, credentials)
  return {
    provider,
    document,
    settings,
    validator: createValidator(document),
    operations: readContract(document),
    lives: livesOf(document),
    credentials,
    enter: plant(enter),
    kinds: await kindsOf(provider, document),
    excuses,
    [Symbol.asyncDispose]: () => mock.close(),
  }
}

function visit(
  mock: Mock,
  provider: string,
  name: string,
  credentials: Readonly<Record<string, string>>,
): Visit {
  const session = mock.session(name)
  const { origin } = mock.optionsFor(provider)
  const begin = () => {
    session.clock.freeze()
    session.clock.set(beginning)
  }
  begin()
  return {
    ask(operation, draft) {
      const wire = write(operation, draft, operation.isAnonymous ? {} : credentials)
      return answerTo(session.fetch, origin, wire)
    },
    records: () => session.state()[provider] ?? {},
    advance: (seconds) => session.clock.advance(seconds),
    reset() {
      session.reset()
      begin()
    },
    save() {
      const snapshot = session.save()
      return () => session.load(snapshot)
    },
  }
}

async function answerTo(
  fetch: Mock['fetch'],
  origin: string,
  { method, target, headers, body }: Wire,
): Promise<Answer> {
  const started = performance.now()
  const response = await fetch(origin + target, { method, headers, body: body ?? null })
  const text = await response.text()
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: text,
    duration: performance.now() - started,
  }
}
