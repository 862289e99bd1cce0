/** A receiver as a whole program for the README: it takes an event, made and signed as the provider would. */
import type { Model, WebhooksModel } from '../model.ts'
import { literal } from './code.ts'

/** A program that receives one event of the provider, and needs nothing else to run. */
export function receiverProgram({ provider }: Model, webhooks: WebhooksModel): string {
  const { signature, challenge } = webhooks
  const names = [
    ...(challenge ? ['readChallenge'] : []),
    'receiveWebhook',
    ...(signature ? ['signWebhook'] : []),
    'WebhookError',
  ]
  return [
    `import { ${names.join(', ')} } from '@parlance/${provider}/webhooks'\n\n`,
    signature ? "const secret = 'demo' // yours is best kept in an environment variable\n\n" : '',
    receiver(webhooks),
    '\n// One event as it would come, for a test of yours:\n',
    `const body = JSON.stringify(${literal(smallest(webhooks))})\n`,
    `const headers = ${signature ? 'await signWebhook(body, { secret })' : "{ 'content-type': 'application/json' }"}\n`,
    "const answer = await receive(new Request('https://example.com/hook', { method: 'POST', headers, body }))\n",
    'console.log(answer.status)\n',
  ].join('')
}

function receiver({ signature, challenge, eventProperty, answers }: WebhooksModel): string {
  const status = answers.find(({ type }) => type === undefined)?.status ?? answers[0]?.status ?? 200
  const subscribing = challenge
    ? '  const challenge = readChallenge(request)\n  if (challenge !== undefined) return new Response(challenge)\n'
    : ''
  return `async function receive(request: Request): Promise<Response> {
${subscribing}  try {
    const event = await receiveWebhook(request${signature ? ', { secret }' : ''})
    console.log(event.${eventProperty})
    return new Response(null, { status: ${status} })
  } catch (error) {
    if (error instanceof WebhookError) return new Response(error.reason, { status: error.status })
    throw error
  }
}
`
}

/** The first example, with its plain fields only: what is deeper makes a long sample. */
function smallest({ events }: WebhooksModel): Record<string, unknown> {
  const fields = Object.entries((events[0]?.examples[0]?.value ?? {}) as object) as [string, unknown][]
  return Object.fromEntries(fields.filter(([, value]) => typeof value !== 'object'))
}
