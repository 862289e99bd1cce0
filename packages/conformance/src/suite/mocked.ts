/** The mock as a target: over loopback, one that takes any credential and one that takes the suite's only. */
import { readProvider } from '@parlance/compiler'
import { createMock } from '@parlance/mock'
import { createValidator } from '../validator.ts'
import { createSender } from './send.ts'
import { credentialHeaders, type Target } from './target.ts'

/** Targets that are being served. */
export interface Targets extends AsyncDisposable {
  readonly all: readonly Target[]
  of(provider: string): Target
}

let newcomers = 0
/** Whose data a request is about; nobody has been there before. */
const newcomer = () => ({ 'x-parlance-session': `case-${(newcomers += 1)}` })

/** No secret: every mock takes it. */
const key = 'conformance-key'

/**
 * Serves providers for the suite, without limits on how many requests come, and without a journal.
 *
 * @param stateful - Whether the mocks keep state: every case then has data of its own, which begins with the shipped world.
 */
export async function serveTargets(providers: readonly string[], stateful = false): Promise<Targets> {
  const options = { providers, rateLimit: false, journal: 0, stateful }
  const [mock, strict] = await Promise.all([
    createMock(options),
    createMock({ ...options, strictAuth: true, keys: [key] }),
  ])
  const senders = providers.map(
    (name) => [createSender(mock.urlOf(name)), createSender(strict.urlOf(name))] as const,
  )
  const all = providers.map((name, index): Target => {
    const { document, model } = readProvider(name)
    const [open, guarded] = senders[index]!
    return {
      provider: name,
      document,
      model,
      validator: createValidator(document),
      origin: mock.urlOf(name),
      send: open.send,
      sendStrictly: guarded.send,
      credentials: credentialHeaders(document, key),
      keepsState: stateful,
      ...(stateful && { newcomer }),
    }
  })
  return {
    all,
    of: (provider) => all.find((target) => target.provider === provider)!,
    async [Symbol.asyncDispose]() {
      for (const sender of senders.flat()) sender[Symbol.dispose]()
      await Promise.all([mock.close(), strict.close()])
    },
  }
}
