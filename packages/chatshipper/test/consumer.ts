/**
 * A program as a user has it. It is never run: each release keeps it, and later clients must still compile it. So it uses
 * names, arguments and narrowing as programs do, and asks for no type exactly.
 */
import {
  type Conversation,
  createClient,
  isApiError,
  type Message,
  type NewMessage,
} from '@parlance/chatshipper'
import { conversationsGet } from '@parlance/chatshipper/operations'
import type { paths } from '@parlance/chatshipper/types'
import { readChallenge, receiveWebhook } from '@parlance/chatshipper/webhooks'

const chatshipper = createClient({ token: () => Promise.resolve('token'), environment: 'acceptance' })

/** Answers a conversation. */
export async function answer(conversation: string, signal: AbortSignal): Promise<Message[]> {
  const text: NewMessage = { text: 'Hi!' }
  const leave: NewMessage = { type: 'command', text: '/leave' }
  await chatshipper.conversations.createMessage(conversation, text, { signal })
  await chatshipper.conversations.createMessage(conversation, leave)
  const created = await chatshipper.messages.create({ conversation, text: 'Bye!' })
  return Array.isArray(created) ? created : [created]
}

/** A reference is an id or a record. */
export function nameOf({ id, contact, status }: Conversation): string {
  if (status === 'open' || contact === undefined) return id
  return typeof contact === 'string' ? contact : (contact.profile?.name ?? id)
}

/** Loops and pages. */
export async function read(conversation: string): Promise<number> {
  let texts = 0
  for await (const { type } of chatshipper.messages.list({ conversation, limit: 50 })) {
    if (type === 'chat') texts++
  }
  const filters = { 'profile.telephone': '+447700900142' }
  for await (const page of chatshipper.contacts.list({ filters }).pages()) texts += page.data.length
  return texts
}

/** Every way to look at a failure. */
export async function mend(id: string): Promise<string> {
  const { data, error } = await chatshipper.conversations.get(id).safe()
  if (data) return nameOf(data)
  if (error?.kind === 'limit') return `wait ${error.wait}`
  if (error?.kind === 'api') return `${error.status} ${error.message}`
  try {
    await chatshipper.conversations.delete(id, { timeout: 5_000 })
  } catch (caught) {
    if (isApiError(caught, 'conversations.delete', 404)) return caught.message
    throw caught
  }
  chatshipper.limits.reset('consecutiveBotMessages', id)
  return id
}

/** What happened is told by the name of the event. */
export async function receive(request: Request, secret: string): Promise<string> {
  const challenge = readChallenge(request)
  if (challenge !== undefined) return challenge
  const event = await receiveWebhook(request, { secret })
  return event.event === 'message.create.contact.chat' ? String(event.data?.message?.id) : event.event
}

export const single = conversationsGet
export type Path = keyof paths & '/conversations/{id}/messages'
