/**
 * A program as a user has it. It is never run: each release keeps it, and later clients must still compile it. So it uses
 * names, arguments and narrowing as programs do, and asks for no type exactly.
 */
import { type Channel, createClient, isApiError, type Message, type User } from '@parlance/chatkitty'
import { follow, usersGet } from '@parlance/chatkitty/operations'
import type { paths } from '@parlance/chatkitty/types'

const chatkitty = createClient({ clientId: 'id', clientSecret: () => Promise.resolve('secret') })

/** The type of a message tells its fields. */
export function textOf(message: Message): string {
  if (message.type === 'TEXT' || message.type === 'SYSTEM_TEXT') return message.body
  return message.type === 'FILE' ? `${message.user.displayName}: ${message.file.url}` : message.file.url
}

/** Loops, pages, and follows links. */
export async function read(channel: number, signal: AbortSignal): Promise<string[]> {
  const texts: string[] = []
  for await (const message of chatkitty.channels.listMessages(channel, undefined, { signal })) {
    texts.push(textOf(message))
  }
  for await (const { items } of chatkitty.users.list().pages()) {
    texts.push(`${items.length} users`)
  }
  const user: User = await chatkitty.users.get(73102)
  for await (const one of chatkitty.follow(user, 'channels')) texts.push(nameOf(one))
  return texts
}

function nameOf(channel: Channel): string {
  return channel.type === 'DIRECT' ? `between ${channel.members?.length} people` : channel.name
}

/** Every way to look at a failure. */
export async function mend(id: number): Promise<string> {
  const { data, error } = await chatkitty.users.get(id).safe()
  if (data) return data.name
  if (error?.kind === 'api') return `${error.status} ${error.message}`
  try {
    await chatkitty.users.delete(id, { timeout: 5_000 })
  } catch (caught) {
    if (isApiError(caught, 'users.delete', 404)) return caught.message
    throw caught
  }
  return String(id)
}

export const single = usersGet
export const linked = follow
export type Path = keyof paths & '/users/{id}'
