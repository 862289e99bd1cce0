/** Those who were named at the start to hear what happens in the data. */
import { MockError } from '../errors.ts'
import { providerNamed, type Served } from '../patterns/names.ts'
import type { WebhookListener } from '../state/options.ts'
import type { StateEvent } from '../state/rules.ts'

/** Throws a `MockError` for a listener that nothing can reach, or that would never hear of anything. */
export function checkListeners(listeners: readonly WebhookListener[], served: readonly Served[]): void {
  for (const { provider, url, events } of listeners) {
    const { document } = providerNamed(served, provider)
    if (Object.keys(document.webhooks ?? {}).length === 0) {
      throw new MockError(
        'bad-option',
        `webhooks: ${provider} documents no webhooks, so there is nothing to send.`,
      )
    }
    if (!isAddress(url)) {
      throw new MockError('bad-option', `webhooks: "${String(url)}" is not an address of http or https.`)
    }
    if (events?.length === 0) {
      throw new MockError(
        'bad-option',
        `webhooks: events of ${provider} is empty. Leave it out to hear of all.`,
      )
    }
  }
}

/** Whether deliveries can be sent to an address at all. */
export function isAddress(url: string | URL): boolean {
  return /^https?:$/.test(URL.parse(url)?.protocol ?? '')
}

/** Whether a listener wants to hear of an event. */
export function wants({ events }: WebhookListener, { webhook, name = webhook }: StateEvent): boolean {
  return events === undefined || events.some((pattern) => fits(pattern, name) || fits(pattern, webhook))
}

function fits(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => RegExp.escape(part))
  return new RegExp(`^${parts.join('.*')}$`).test(name)
}
