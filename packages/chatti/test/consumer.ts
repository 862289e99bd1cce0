/**
 * A program as a user has it. It is never run: each release keeps it, and later clients must still compile it. So it uses
 * names, arguments and narrowing as programs do, and asks for no type exactly.
 */
import { createClient, isApiError, type SmsMessage } from '@parlance/chatti'
import { smsSend } from '@parlance/chatti/operations'
import type { paths } from '@parlance/chatti/types'
import { receiveWebhook } from '@parlance/chatti/webhooks'

const chatti = createClient({ apiKey: () => Promise.resolve('key') })

/** Sends one text and many. */
export async function remind(signal: AbortSignal): Promise<SmsMessage> {
  const text = { to: '+61491570156', from: 'Wattle Paws', message: 'Ready.' }
  const message = await chatti.sms.send(text, { signal, checks: true })
  await chatti.sms.send({ ...text, to: { '61491570156': { first_name: 'Priya' } } })
  await chatti.consent.change({ mobile: '+61491570313', type: 'opt-out' })
  return message.status === 'delivered' ? message : chatti.sms.get(message.sms_id)
}

/** A list is an envelope when awaited, and its items when iterated. */
export async function read(): Promise<string[]> {
  const texts: string[] = []
  for await (const { message } of chatti.sms.list({ per_page: 50 })) texts.push(String(message))
  const { total, data } = await chatti.contacts.list()
  return [...texts, `${total} contacts, ${data.length} of them here`]
}

/** Every way to look at a failure. */
export async function mend(id: string): Promise<string> {
  const { data, error } = await chatti.contacts.get(id).safe()
  if (data) return data.contact_id
  if (error?.kind === 'check') return error.violations.join(', ')
  if (error?.kind === 'api') return `${error.status} ${error.message}`
  try {
    await chatti.contacts.delete(id, { timeout: 5_000 })
  } catch (caught) {
    if (isApiError(caught, 'contacts.delete', 404)) return caught.message
    throw caught
  }
  return id
}

/** What happened is told by the name of the event. */
export async function receive(request: Request): Promise<string> {
  const event = await receiveWebhook(request)
  return event.eventType === 'unsubscribe' ? 'gone' : String(event.eventType)
}

export const single = smsSend
export type Path = keyof paths & '/sms/send'
