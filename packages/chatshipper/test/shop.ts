/** The world that the mock begins with: the bicycle shop of the examples. */
import type { Mock } from '@parlance/mock'
import { startMock } from '@parlance/mock/testing'
import { afterAll, afterEach } from 'vitest'
import {
  type ChatShipper,
  type Conversation,
  createClient,
  type Message,
  type Participant,
} from '@parlance/chatshipper'

/** Organizations: a contact centre, its customer, and a part of that. */
export const [harbourside, shop, bristol] = [
  '68b5528ca7c4e1b20902f1a0',
  '68b8149ca7c4e1b20902f1a7',
  '68e38c59a7c4e1b20902f1ae',
] as const

/** Users: an admin, two agents, and a bot. */
export const [imogen, callum, priya, dynamo] = [
  '68b8166fa7c4e1b20902f1b5',
  '68be8986a7c4e1b20902f1bc',
  '68be8b50a7c4e1b20902f1c3',
  '68c17797a7c4e1b20902f1ca',
] as const

/** Conversations: one each with a consumer in every status, and one within the team. */
export const [active, queued, closed, team] = [
  '69a7f7daa7c4e1b20902f1df',
  '69aa9328a7c4e1b20902f609',
  '69a1b238a7c4e1b20902f604',
  '69a54a88a7c4e1b20902f1ed',
] as const

/** The consumer in the active conversation, a form, and a channel. */
export const [wren, booking, workshop] = [
  '69a7f7daa7c4e1b20902f1d1',
  '691f24c5a7c4e1b20902f233',
  '68c7e4cca7c4e1b20902f24f',
] as const

/** An id that nothing has. */
export const nobody = '0123456789abcdef01234567'

/** What Imogen logs in with. */
export const credentials = {
  email: 'imogen.pryce@spokeandsaddle.example',
  password: 'correct-horse-battery',
}

export const ids = (records: readonly { id: string }[]): string[] => records.map(({ id }) => id)

/** One who takes part in a conversation. */
export function participant({ participants = [] }: Conversation, user: string): Participant | undefined {
  return participants.find((one) => one.user === user)
}

/** Writes one message. */
export async function say(client: ChatShipper, conversation: string, message: object): Promise<Message> {
  const written = await client.conversations.createMessage(conversation, message as { text: string })
  if (Array.isArray(written)) throw new Error('One message was sent, and several came back.')
  return written
}

/** Writes a command. */
export function order(
  client: ChatShipper,
  conversation: string,
  text: string,
  meta?: object,
): Promise<Message> {
  return say(client, conversation, { type: 'command', text, ...(meta && { meta }) })
}

/** A mock that keeps state, and who calls it. */
export interface OpenShop {
  readonly mock: Mock
  /** A bot with its permanent token. */
  readonly chatshipper: ChatShipper
  /** A client with the permanent token of a user, which says whose it is. */
  readonly as: (user: string) => ChatShipper
  /** A client of Imogen, who has logged in and got no more than a scope. */
  readonly withScope: (scope: string) => Promise<ChatShipper>
}

/** Starts a mock that keeps state, afresh for each test of the file. */
export async function openShop(): Promise<OpenShop> {
  const mock = await startMock(['chatshipper'], { stateful: true, rateLimit: false })
  afterEach(() => mock.reset())
  afterAll(() => mock.close())
  const clientOf = (token: string) =>
    createClient({ token, rateLimit: false, retry: false, ...mock.optionsFor('chatshipper') })
  const chatshipper = clientOf('token-of-a-bot')
  return {
    mock,
    chatshipper,
    as(user) {
      const claims = Buffer.from(JSON.stringify({ _id: user, organization: shop })).toString('base64url')
      return clientOf(`e30.${claims}.c2lnbmVk`)
    },
    async withScope(scope) {
      const headers = { prefer: `scope=${scope}` }
      const { token } = await chatshipper.tokens.create(credentials, { headers })
      return clientOf(token)
    },
  }
}
