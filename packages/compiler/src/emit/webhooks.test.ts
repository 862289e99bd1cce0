import { expect, test } from 'vitest'
import type { Document } from '../document.ts'
import { readModel } from '../read/model.ts'
import { acme } from '../testing.ts'
import { acmeWithEvents, acmeWithPayload, signature } from '../testing-webhooks.ts'
import { emitSource } from './index.ts'
import { emitReadme } from './readme.ts'
import { emitReport } from './report.ts'

const modelOf = (document: Document) => readModel('acme', document)
const sourceOf = async (document: Document) =>
  (await emitSource(modelOf(document), document))['webhooks.ts'] ?? ''

const events = await sourceOf(acmeWithEvents())
const payload = await sourceOf(acmeWithPayload())

test('a provider without webhooks has no such file, section or sentence', async () => {
  expect(await sourceOf(acme())).toBe('')
  expect(emitReport(modelOf(acme()))).not.toContain('ebhook')
  expect(emitReadme(modelOf(acme()))).not.toContain('ebhook')
})

test('what the runtime must know is no more than what it uses', () => {
  expect(events).toContain("const definition: WebhookDefinition = { event: 'kind' }\n")
  expect(payload).toContain(`const definition: WebhookDefinition = {
  event: 'event',
  signature: { header: 'X-Acme-Signature', algorithm: 'hmac-sha256', encoding: 'base64' },
  challenge: { parameter: 'challenge', where: { type: 'subscribe' } },
}
`)
})

test('events make a union with room for others', () => {
  expect(events).toContain('export type ReceivedEvent =\n  | LostEvent\n  | FoundEvent\n  | OtherEvent\n')
  expect(events).toContain("export interface OtherEvent extends Omit<Happening, 'kind'> {")
  expect(events).toContain("kind: 'depot_closed' | OtherEventName")
  expect(payload).toContain('export type ReceivedEvent = Payload\n')
  expect(payload).not.toContain('OtherEvent')
})

test('without a signature no secret is asked for, and nothing can be signed', () => {
  expect(events).toContain(
    'export function receiveWebhook(source: WebhookSource, options?: WebhookOptions): Promise<ReceivedEvent>',
  )
  expect(events).not.toContain('signWebhook')
  expect(events).not.toContain('SignOptions')
  expect(events).toContain('anybody who knows the address can send an event')
})

test('with one, the secret is needed', () => {
  expect(payload).toContain('receiveWebhook(source: WebhookSource, options: SignedWebhookOptions)')
  expect(payload).toContain('signWebhook(body: string | Uint8Array, options: SignOptions)')
  expect(payload).toContain('readChallenge(request: ChallengeRequest): string | undefined')
})

test('a scheme with a time says so, and can be signed at any time', async () => {
  const document = acmeWithPayload()
  const timestamp = { header: 'X-Acme-Time', tolerance: 300, signed: '{timestamp}.{body}' }
  document.webhooks!['event']!.post!['x-webhook-signature'] = { ...signature, timestamp }
  const timed = await sourceOf(document)
  expect(timed).toContain('options: TimedSignOptions')
  expect(timed).toContain('The time in `X-Acme-Time` is signed too; more than 5 minutes from now is refused.')
  expect(timed).toContain("signed: '{timestamp}.{body}'")
  expect(payload).toContain('The time is not signed, so what somebody has recorded can be sent again')
})

test('TSDoc tells what to answer, what happens otherwise, and how we know', () => {
  expect(payload).toContain('Answer with 200 (Read; body: `Parcel`) or 204 (Taken) within 20 seconds.')
  expect(payload).toContain(
    'After any other answer, or none in time, the delivery is repeated with growing gaps for up to 90 minutes.',
  )
  expect(payload).toContain(
    '@remarks Evidence: official — Acme guide, webhooks. Signature: observed — acme-sdk. Repeats: official',
  )
  expect(events).toContain(
    'After any other answer the delivery is repeated up to 5 times, then nothing comes for 24 hours.',
  )
})

test('what the provider does not document looks like it nowhere', async () => {
  const document = acmeWithEvents()
  for (const item of Object.values(document.webhooks!)) {
    item.post!['x-evidence'] = { level: 'lineage', source: 'Acme’s sibling' }
  }
  const warning =
    '**Unverified.** Acme Parcels documents no webhook; what is said here is known from a sibling product.'
  const source = await sourceOf(document)
  expect(source.split(warning)).toHaveLength(3)
  expect(emitReadme(modelOf(document))).toContain(warning)
  expect(events).not.toContain('Unverified')
})

test('the report shows every function and event', () => {
  expect(emitReport(modelOf(acmeWithPayload()))).toContain(`
From \`@parlance/acme/webhooks\`:

\`\`\`ts
receiveWebhook(source: WebhookSource, options: SignedWebhookOptions): Promise<ReceivedEvent>
signWebhook(body: string | Uint8Array, options: SignOptions): Promise<Record<string, string>>
readChallenge(request: ChallengeRequest): string | undefined
\`\`\`

- \`event\` — \`Payload\`; official
`)
})

test('the README has a receiver to copy, with an event to try it', () => {
  expect(emitReadme(modelOf(acmeWithPayload()))).toContain(
    "import { readChallenge, receiveWebhook, signWebhook, WebhookError } from '@parlance/acme/webhooks'",
  )
  const readme = emitReadme(modelOf(acmeWithEvents()))
  expect(readme).toContain("import { receiveWebhook, WebhookError } from '@parlance/acme/webhooks'")
  expect(readme).toContain("JSON.stringify({ kind: 'parcel_lost', event: 'parcel.lost', id: 'e1' })")
  expect(readme).toContain('| `parcel_lost`  | Learn that a parcel is lost | `LostEvent`  | official    |')
})
