/** Tells those who listen what happened in the data of a provider: by webhooks, in the background. */
import { messageOf } from '../errors.ts'
import { ask, type Asked } from '../inside/asked.ts'
import { isTooDeep } from '../json.ts'
import type { Provider } from '../provider.ts'
import type { WebhookListener } from '../state/options.ts'
import type { Row, StateEvent, StateRequest, StateWorld } from '../state/rules.ts'
import { sessionHeader } from '../state/session-name.ts'
import { webhookNamed } from './definition.ts'
import { Lanes } from './lanes.ts'
import { isAddress, wants } from './listeners.ts'
import { sendWebhook } from './send.ts'

/** A webhook that was sent because something happened, or why it was not. */
export interface EventDelivery {
  /** Counts up. */
  readonly id: number
  /** When it happened, by the clock of the session: ISO 8601. */
  readonly time: string
  /** The session; the default one has no name. */
  readonly session: string
  readonly provider: string
  /** Name of the webhook in the document. */
  readonly webhook: string
  /** What it is about. */
  readonly event: string
  readonly url: string
  readonly body: unknown
  /** `waiting` until it is delivered, has failed for good, or is not even tried (`skipped`). */
  readonly state: 'waiting' | 'delivered' | 'failed' | 'skipped'
  /** How often it was tried. */
  readonly attempts: number
  /** What the receiver answered last. */
  readonly status?: number
  /** Why it was not delivered, or the last attempt was in vain. */
  readonly error?: string
  /** How the body breaks the contract. */
  readonly violations?: readonly string[]
}

/** Who sends, and to whom. */
export interface DeliveriesOptions {
  readonly listeners: readonly WebhookListener[]
  /** Whether addresses from the data may be anywhere. */
  readonly isAnywhere: boolean
  /** The provider of a name, as it is now. */
  readonly providerOf: (name: string) => Provider
  /** Ends what still goes on. */
  readonly closing: AbortSignal
  /** Hears of rules that throw. */
  readonly onProblem: (problem: unknown) => void
}

/** Where an event happened. */
export interface Scene extends StateWorld {
  readonly provider: string
  readonly session: string
}

/** An address, and what is known of it. */
interface Target {
  readonly url: string
  readonly secret: string | undefined
  readonly speed: number | undefined
  /** Whether a user has named it, or it is part of the data. */
  readonly isNamed: boolean
}

/** So many deliveries are listed, the last ones. */
const mostListed = 1000
const mostAtOnce = 100
const mostWaiting = 10_000

/** The deliveries of a mock. */
export class Deliveries {
  readonly #options: DeliveriesOptions
  readonly #lanes = new Lanes(mostAtOnce, mostWaiting)
  #list: EventDelivery[] = []
  #last = 0

  constructor(options: DeliveriesOptions) {
    this.#options = options
    options.closing.addEventListener('abort', () => this.#lanes.clear(), { once: true })
  }

  /** Those of a session, or all; the last one at the end. */
  list(session?: string): EventDelivery[] {
    return this.#list.filter((one) => session === undefined || one.session === session)
  }

  clear(): void {
    this.#list = []
  }

  /** Waits until nothing is on its way. */
  idle(): Promise<void> {
    return this.#lanes.idle()
  }

  /** Sends what has happened, and does not wait for it. */
  hear(events: readonly StateEvent[], scene: Scene): void {
    if (this.#options.closing.aborted) return
    for (const event of events) {
      for (const target of this.#targetsOf(event, scene)) this.#add(event, scene, target)
    }
  }

  #targetsOf(event: StateEvent, scene: Scene): Target[] {
    const { listeners, providerOf, onProblem } = this.#options
    const named = listeners
      .filter((one) => one.provider === scene.provider && wants(one, event))
      .map(({ url, secret, speed }) => ({ url: String(url), secret, speed, isNamed: true }))
    try {
      const found = providerOf(scene.provider).rules.subscribers?.(scene, event) ?? []
      const inData = found.map(({ url, secret }) => ({ url, secret, speed: undefined, isNamed: false }))
      return [...named, ...inData]
    } catch (error) {
      onProblem(error)
      return named
    }
  }

  #add({ webhook, name = webhook, body }: StateEvent, scene: Scene, target: Target): void {
    const { provider, session, time } = scene
    const { url } = target
    const begun = { id: ++this.#last, time, session, provider, webhook, event: name, url, body }
    const reason = this.#reasonAgainst(target)
    if (reason !== undefined) return this.#begin({ ...begun, state: 'skipped', attempts: 0, error: reason })
    const delivery: EventDelivery = { ...begun, state: 'waiting', attempts: 0 }
    this.#begin(delivery)
    // Whoever listens hears things in their order.
    const isRoom = this.#lanes.add(`${provider} ${url}`, () => this.#send(delivery, target, scene))
    if (isRoom) return
    const error = `${mostWaiting} deliveries are on their way already`
    this.#update({ ...delivery, state: 'skipped', error })
  }

  #reasonAgainst({ url, isNamed }: Target): string | undefined {
    if (!isAddress(url)) return 'the address is not one of http or https'
    if (isNamed || this.#options.isAnywhere || isLoopback(new URL(url).hostname)) return undefined
    return 'the address is part of the data and not on this machine: --webhooks-anywhere calls it all the same'
  }

  async #send(delivery: EventDelivery, { secret, speed }: Target, scene: Scene): Promise<void> {
    const { providerOf, closing } = this.#options
    const { url, webhook, body } = delivery
    let attempts = 0
    try {
      const sender = providerOf(delivery.provider)
      const { signature, mediaType } = webhookNamed(sender.document, sender.name, webhook).webhook
      const report = await sendWebhook(sender, webhook, {
        url,
        // A webhook without a body is a mere call, such as one that asks for a challenge.
        ...(mediaType !== undefined && { body }),
        signal: closing,
        ...(secret !== undefined && signature && { secret }),
        ...(speed !== undefined && { speed }),
        onAttempt: ({ status, error }) => {
          attempts += 1
          this.#update({
            ...delivery,
            attempts,
            ...(status !== undefined && { status }),
            ...(error && { error }),
          })
        },
      })
      const { status, error } = report.attempts.at(-1)!
      this.#update({
        ...delivery,
        attempts,
        state: report.delivered ? 'delivered' : 'failed',
        ...(status !== undefined && { status }),
        ...(error !== undefined && { error }),
        ...(report.violations.length > 0 && { violations: report.violations }),
      })
      if (report.delivered && report.answer !== undefined) await this.#heed(delivery, report.answer, scene)
    } catch (error) {
      this.#update({ ...delivery, attempts, state: 'failed', error: messageOf(error) })
    }
  }

  /** Does what a receiver has answered, where the provider's rules know what that means. */
  async #heed({ webhook, event: name, body }: EventDelivery, text: string, scene: Scene): Promise<void> {
    const { providerOf, closing, onProblem } = this.#options
    const provider = providerOf(scene.provider)
    const answer = readAnswer(text)
    if (!provider.rules.replied || answer === undefined) return
    try {
      for (const request of provider.rules.replied(scene, { webhook, name, body: body as Row }, answer)) {
        await ask(provider, toAsked(request, scene.session), closing)
      }
    } catch (error) {
      onProblem(error)
    }
  }

  #begin(delivery: EventDelivery): void {
    this.#list.push(delivery)
    if (this.#list.length > mostListed) this.#list.shift()
  }

  /** What is no longer listed is forgotten. */
  #update(delivery: EventDelivery): void {
    const index = this.#list.findLastIndex(({ id }) => id === delivery.id)
    if (index !== -1) this.#list[index] = delivery
  }
}

/** The JSON of an answer; nothing for any other. */
function readAnswer(text: string): unknown {
  try {
    return isTooDeep(text) ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

function toAsked({ method, path, headers = {}, body }: StateRequest, session: string): Asked {
  return {
    method,
    target: path,
    headers: {
      ...headers,
      ...(session !== '' && { [sessionHeader]: session }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : Buffer.from(JSON.stringify(body)),
  }
}

/** Whether a host is this machine whatever a name server says. */
function isLoopback(host: string): boolean {
  return /^127(?:\.\d+){3}$|^\[::1\]$|^(?:.+\.)?localhost$/.test(host)
}
