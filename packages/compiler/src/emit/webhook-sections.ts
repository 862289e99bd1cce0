/** What API report and README say about the webhooks of a provider. */
import { table } from '../markdown.ts'
import type { Model } from '../model.ts'
import { signatureOf, webhookFunctions } from './webhook-functions.ts'
import { receiverProgram } from './webhook-sample.ts'
import { answersText, originText, signatureText, webhooksEvidence } from './webhook-text.ts'

/** The section of the API report, or nothing without webhooks. */
export function webhooksReport(model: Model): string {
  const { provider, webhooks } = model
  if (!webhooks) return ''
  const functions = webhookFunctions(model, webhooks).map((one) => `${signatureOf(one)}\n`)
  const events = webhooks.events.map(
    ({ event, name, type, evidence }) => `- \`${event ?? name}\` — \`${type}\`; ${evidence.level}\n`,
  )
  return `\n## Webhooks\n\nFrom \`@parlance/${provider}/webhooks\`:\n\n\`\`\`ts\n${functions.join('')}\`\`\`\n\n${events.join('')}`
}

/** The section of the README, or nothing without webhooks. */
export function webhooksReadme(model: Model): string {
  const { title, webhooks } = model
  if (!webhooks) return ''
  const rows = webhooks.events.map(({ event, name, summary, type, evidence }) => [
    `\`${event ?? name}\``,
    summary,
    `\`${type}\``,
    evidence.level,
  ])
  const others = webhooks.other
    ? `Their \`${webhooks.eventProperty}\` tells them apart; an event that is not described is an \`OtherEvent\`.`
    : `\`${webhooks.eventProperty}\` names the event; one that nobody has described is received too.`
  const origin = originText(model, webhooks.events)
  return `## Webhooks

${origin ? `${origin}\n\n` : ''}${title} calls an address of yours when something happens. \`receiveWebhook\` takes the request as it came — a \`Request\`, that of \`node:http\`, or \`{ headers, body }\` with the raw body — and gives the event, or throws a \`WebhookError\` whose \`reason\` says why not.

${table(['event', 'what it is for', 'body', 'how we know'], rows)}
${others}

${signatureText(webhooks)}

${answersText(webhooks)}

${webhooksEvidence(webhooks)}

\`\`\`ts
${receiverProgram(model, webhooks)}\`\`\`
`
}
