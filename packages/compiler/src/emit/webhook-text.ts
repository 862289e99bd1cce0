/** What users are told about the webhooks of a provider, in TSDoc and README alike. */
import type { WebhookRetries, WebhookSignature } from '../document.ts'
import type { Model, WebhookModel, WebhooksModel } from '../model.ts'
import { evidenceText } from './code.ts'

const origins = {
  official: 'its documentation',
  observed: 'programs that receive them',
  lineage: 'a sibling product',
  inferred: 'our own reading',
}

/** Where events are known from that the provider does not document, or nothing when it documents one. */
export function originText({ title }: Model, events: WebhookModel[]): string | undefined {
  const levels = [...new Set(events.map(({ evidence }) => evidence.level))]
  if (levels.includes('official')) return undefined
  const list = levels.map((level) => origins[level]).join(' and ')
  return `**Unverified.** ${title} documents no webhook; what is said here is known from ${list}.`
}

/** How a delivery proves where it comes from, and what to do where it does not. */
export function signatureText({ signature }: WebhooksModel): string {
  if (!signature) {
    return 'No signature is documented: anybody who knows the address can send an event. Put a long random part into the address, and look up at the API what matters before you act on it.'
  }
  const { header, algorithm, encoding, prefix, secret } = signature
  const hash = algorithm.replace('hmac-sha', 'HMAC-SHA')
  const form = encoding === 'hex' ? 'in hexadecimal digits' : 'in Base64'
  return [
    `Deliveries are signed: \`${header}\` holds ${prefix ? `\`${prefix}\` and ` : ''}the ${hash} of the raw body, ${form}.`,
    `The secret is ${secret.replace(/\.?$/, '.')}`,
    timeText(signature),
  ].join(' ')
}

function timeText({ timestamp }: WebhookSignature): string {
  return timestamp
    ? `The time in \`${timestamp.header}\` is signed too; more than ${duration(timestamp.tolerance)} from now is refused.`
    : 'The time is not signed, so what somebody has recorded can be sent again: act once for each event.'
}

/** What the provider wants for an answer, and what it does otherwise. */
export function answersText({ answers, retries }: WebhooksModel): string {
  const list = answers.map(({ status, description, type }) => {
    const details = [description.trim().replace(/\.$/, ''), type && `body: \`${type}\``].filter(Boolean)
    return `${status}${details.length > 0 ? ` (${details.join('; ')})` : ''}`
  })
  const timeout = retries?.timeout === undefined ? '' : ` within ${duration(retries.timeout)}`
  const answer = list.length > 0 ? `Answer with ${list.join(' or ')}${timeout}.` : undefined
  return [answer, retries && retriesText(retries)].filter(Boolean).join(' ')
}

function retriesText({ timeout, backoff, repeats, giveUpAfter, pause }: WebhookRetries): string {
  const gaps = { fixed: ' with equal gaps', exponential: ' with growing gaps' }
  const parts = [
    `After any other answer${timeout === undefined ? '' : ', or none in time,'} the delivery is repeated`,
    backoff ? gaps[backoff] : '',
    repeats === undefined ? '' : ` up to ${repeats} times`,
    giveUpAfter === undefined ? '' : ` for up to ${duration(giveUpAfter)}`,
    pause === undefined ? '' : `, then nothing comes for ${duration(pause)}`,
  ]
  return `${parts.join('')}.`
}

/** How we know each of these: the events, the signature, the repeats. */
export function webhooksEvidence({ events, signature, retries }: WebhooksModel): string {
  const ofEvents = [...new Set(events.map(({ evidence }) => evidenceText(evidence)))].join('; ')
  return [
    `Evidence: ${ofEvents}.`,
    signature && `Signature: ${evidenceText(signature.evidence)}.`,
    retries && `Repeats: ${evidenceText(retries.evidence)}.`,
  ]
    .filter(Boolean)
    .join(' ')
}

const units: [seconds: number, name: string][] = [
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
]

/** `20 seconds`, `24 hours`. */
export function duration(seconds: number): string {
  const [size, name] = units.find(([size]) => seconds % size === 0)!
  const count = seconds / size
  return `${count} ${name}${count === 1 ? '' : 's'}`
}
