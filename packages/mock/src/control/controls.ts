/** What can be done to a running mock, whether by library call or at a control endpoint. */
import type { Behaviour } from '../behaviour.ts'
import type { Faults } from '../faults/faults.ts'
import { createReader, InputError } from '../input.ts'
import { type RecordedCall, toCall, toSubject } from '../journal/call.ts'
import { type Expectation, verify } from '../journal/verify.ts'
import { providerNamed, type Served, targetOf, toPattern } from '../patterns/names.ts'
import { type CallPattern, fits } from '../patterns/pattern.ts'
import { problemsOf } from '../scenarios/check.ts'
import type { Provider } from '../provider.ts'
import type { ScenarioOptions, ScenarioState } from '../scenarios/scenarios.ts'
import { checkedFaults } from '../settings.ts'
import { listSessions, type SessionInfo } from '../session.ts'
import { createSessionData, type Kept, type SessionData, sessionsIn } from '../state/handle.ts'
import { checkName } from '../state/session-name.ts'
import type { EventDelivery } from '../webhooks/deliveries.ts'
import type { WebhookOptions, WebhookReport } from '../webhooks/options.ts'
import { sendWebhook } from '../webhooks/send.ts'
import * as schemas from './schemas.ts'

/** The controls of a mock. What comes in is checked; an InputError or another MockError says what is wrong with it. */
export interface Controls {
  /** The names of the providers. */
  readonly names: readonly string[]
  /** The provider of this name. Throws a MockError when there is none. */
  provider(name: string): Provider
  calls(pattern?: CallPattern | string): RecordedCall[]
  lastCall(): RecordedCall | undefined
  clear(pattern?: CallPattern | string): void
  /** Throws a VerificationError when there are too few calls, or too many. */
  verify(expectation: Expectation | string): RecordedCall[]
  scenarios(): ScenarioState[]
  scenario(id: number): ScenarioState | undefined
  setScenario(options: ScenarioOptions): ScenarioState
  /** Says whether it was there. */
  removeScenario(id: number): boolean
  clearScenarios(): void
  faults(): Faults
  setFaults(faults: Faults): void
  resetLimits(): void
  expireTokens(): void
  reset(): void
  /** The data of a session; the default one has no name. Using it throws a MockError when the mock keeps no state. */
  session(name: string): SessionData
  sessions(): SessionInfo[]
  /** Says whether it was there. */
  dropSession(name: string): boolean
  /** Those of a session, or all. */
  deliveries(session?: string): EventDelivery[]
  delivered(): Promise<void>
  sendWebhook(provider: string, name: string, options: WebhookOptions): Promise<WebhookReport>
}

const readPattern = createReader<CallPattern>(schemas.callPattern)
const readExpectation = createReader<Expectation>(schemas.expectation)
const readScenario = createReader<ScenarioOptions>(schemas.scenario)
const readFaults = createReader<Faults>(schemas.faults)
const readWebhook = createReader<unknown>(schemas.webhook)

/**
 * The controls of what is served, as it is at the time.
 *
 * @param closing - Ends what still goes on when the mock is closed.
 */
export function createControls(
  served: readonly Served[],
  { journal, scenarios, chaos }: Behaviour,
  kept: Kept,
  closing: AbortSignal,
): Controls {
  const aim = (given: CallPattern | string) => {
    const pattern = readPattern(toPattern(given))
    targetOf(served, pattern)
    return pattern
  }
  const controls: Controls = {
    names: served.map(({ name }) => name),
    provider: (name) => providerNamed(served, name),
    calls(given = {}) {
      const pattern = aim(given)
      const entries = journal.entries().filter((entry) => fits(pattern, toSubject(entry)))
      return entries.map(toCall)
    },
    lastCall() {
      const entry = journal.last()
      return entry && toCall(entry)
    },
    clear(given = {}) {
      const pattern = aim(given)
      journal.clear((entry) => fits(pattern, toSubject(entry)))
    },
    verify(given) {
      const expectation = readExpectation(toPattern(given))
      targetOf(served, expectation)
      return verify(journal.entries(), expectation)
    },
    scenarios: () => scenarios.list(),
    scenario: (id) => scenarios.find(id),
    setScenario(options) {
      const { on: given, replies } = readScenario(options)
      const on = toPattern(given)
      const problems = problemsOf(replies, targetOf(served, on)?.operation)
      if (problems.length > 0) throw new InputError(problems)
      return scenarios.set(structuredClone(on), structuredClone(replies))
    },
    removeScenario: (id) => scenarios.remove(id),
    clearScenarios: () => scenarios.clear(),
    faults: () => chaos.faults,
    setFaults(faults) {
      chaos.set(checkedFaults(readFaults(faults)))
    },
    resetLimits() {
      for (const { provider } of served) provider.limits?.reset()
    },
    expireTokens() {
      for (const { provider } of served) provider.issuer.expireAll()
    },
    reset() {
      journal.clear()
      scenarios.clear()
      chaos.reset()
      controls.resetLimits()
      kept.sessions?.reset()
      kept.deliveries?.clear()
    },
    session(name) {
      if (name !== '') checkName(name, 'session')
      return createSessionData(kept, name)
    },
    sessions: () => listSessions(kept),
    dropSession(name) {
      const isThere = sessionsIn(kept).names().includes(name)
      sessionsIn(kept).drop(name)
      return isThere
    },
    deliveries: (session) => (sessionsIn(kept), kept.deliveries?.list(session) ?? []),
    delivered: async () => (sessionsIn(kept), kept.deliveries?.idle()),
    async sendWebhook(name, webhook, { url, signal, onAttempt, ...options }) {
      readWebhook({ ...options, url: String(url) })
      const provider = providerNamed(served, name)
      const end = signal ? AbortSignal.any([closing, signal]) : closing
      return sendWebhook(provider, webhook, { ...options, url, signal: end, ...(onAttempt && { onAttempt }) })
    },
  }
  return controls
}
