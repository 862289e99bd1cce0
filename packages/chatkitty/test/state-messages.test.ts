import { isApiError, type Message } from '@parlance/chatkitty'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { direct, idsOf, ines, news, priya, repair, startWorkshop, statusOf, tomasz } from './workshop.ts'

const { mock, chatkitty } = await startWorkshop()

/** The thread of replies to message 902001. */
const replies = 61002

beforeEach(() => mock.reset())
afterAll(() => mock.close())

describe('what is sent', () => {
  test('in the name of a user is theirs, and the newest of its channel', async () => {
    const message = await say(repair, 'Is it ready?', tomasz)
    expect(message).toMatchObject({ type: 'TEXT', channelId: repair, user: tomasz, nestedLevel: 0 })
    expect(message).not.toHaveProperty('mentions')
    expect(await chatkitty.messages.get(message.id)).toEqual(message)
    expect((await idsOf(chatkitty.channels.listMessages(repair)))[0]).toBe(message.id)
    expect((await idsOf(chatkitty.messages.list()))[0]).toBe(message.id)
    expect((await idsOf(chatkitty.users.listMessages(tomasz.id)))[0]).toBe(message.id)
    const { lastReceivedMessage } = await chatkitty.channels.get(repair)
    expect(lastReceivedMessage).toMatchObject({ id: message.id, body: 'Is it ready?' })
  })

  test('in the name of nobody is from the application', async () => {
    const message = await say(repair, 'Ready.')
    expect(message.type).toBe('SYSTEM_TEXT')
    expect(message).not.toHaveProperty('user')
    expect(message).not.toHaveProperty('_links.user')
  })

  test('in the name of somebody unknown is refused', async () => {
    expect(await statusOf(send(news, 'Hello', { id: 1 }))).toBe(404)
    expect(await statusOf(send(news, 'Hello', { username: 'nobody' }))).toBe(404)
    expect(await idsOf(chatkitty.channels.listMessages(news))).toEqual([])
  })

  test('may be a file that is stored elsewhere', async () => {
    const file = { url: 'https://cdn.harbourbikes.example/a.pdf', name: 'a.pdf', contentType: 'x/y', size: 9 }
    const wish = { type: 'FILE', file, groupTag: 'papers', properties: { page: 1 } } as const
    const { id } = await chatkitty.channels.sendMessage(news, { ...wish, user: { id: ines.id } })
    const message = await chatkitty.messages.get(id)
    expect(message).toMatchObject({ ...wish, file: { ...file, type: 'EXTERNAL' }, user: ines })
  })

  test('may be a file that is uploaded, in a thread always from the application', async () => {
    const file = new File([new Uint8Array([0xff, 0xd8, 0xff])], 'tide.jpg', { type: 'image/jpeg' })
    const properties = '{"tide":"low"}'
    const message = await chatkitty.channels.sendMessage(news, { file, username: ines.name, properties })
    expect(message).toMatchObject({ type: 'FILE', user: ines, properties: { tide: 'low' } })
    expect(message).toMatchObject({
      file: { type: 'HOSTED', name: 'tide.jpg', contentType: 'image/jpeg', size: 3 },
    })
    expect((await chatkitty.threads.sendMessage(replies, { file })).type).toBe('SYSTEM_FILE')
    expect(await statusOf(chatkitty.channels.sendMessage(news, { file, properties: 'tide=low' }))).toBe(400)
  })

  test('tells who and what is mentioned, and where the links are', async () => {
    const body = `<@${tomasz.name}> and <@nobody>: see <#workshop-news>, https://harbourbikes.example/repairs/20931.`
    const message = await say(repair, body, ines)
    if (message.type !== 'TEXT') throw new Error(`expected a text, not ${message.type}`)
    expect(message.mentions).toMatchObject([
      { type: 'USER', tag: `<@${tomasz.name}>`, user: tomasz },
      { type: 'CHANNEL', tag: '<#workshop-news>', channel: { id: news } },
    ])
    expect(message.links).toMatchObject([{ source: 'https://harbourbikes.example/repairs/20931' }])
    for (const { tag, startPosition, endPosition } of message.mentions ?? []) {
      expect(body.slice(startPosition, endPosition)).toBe(tag)
    }
  })
})

describe('threads', () => {
  test('a reply is in the thread and not among the messages of the channel', async () => {
    const body = 'Both, please.'
    const reply = await chatkitty.threads.sendMessage(replies, {
      type: 'TEXT',
      body,
      user: { id: tomasz.id },
    })
    expect(reply).toMatchObject({ nestedLevel: 1, channelId: repair })
    expect(await idsOf(chatkitty.threads.listMessages(replies))).toEqual([reply.id, 902003])
    expect(await idsOf(chatkitty.channels.listMessages(repair))).not.toContain(reply.id)
    expect(await chatkitty.messages.get(902001)).toMatchObject({ repliesCount: 2 })
  })

  test('the main thread of a channel has the messages of the channel', async () => {
    const message = await chatkitty.threads.sendMessage(61001, { type: 'TEXT', body: 'Hello' })
    expect(message.nestedLevel).toBe(0)
    const said = await idsOf(chatkitty.channels.listMessages(repair))
    expect(said[0]).toBe(message.id)
    expect(await idsOf(chatkitty.threads.listMessages(61001))).toEqual(said)
  })

  test('deleting a message answers with its thread; replies go with what they reply to', async () => {
    expect(await chatkitty.messages.delete(902003)).toEqual(await chatkitty.threads.get(replies))
    expect(await chatkitty.messages.get(902001)).not.toHaveProperty('repliesCount')
    const reply = await chatkitty.threads.sendMessage(replies, { type: 'TEXT', body: 'Sorry' })
    expect(await chatkitty.messages.delete(902001)).toMatchObject({ id: 61001, type: 'MAIN' })
    expect(await statusOf(chatkitty.messages.get(902001))).toBe(404)
    expect(await statusOf(chatkitty.messages.get(reply.id))).toBe(404)
    expect(await statusOf(chatkitty.threads.sendMessage(replies, { type: 'TEXT', body: 'Hello?' }))).toBe(404)
  })

  test('a new channel has a main thread, which deleting its messages leads to', async () => {
    const { id } = await chatkitty.channels.create({ type: 'PUBLIC' })
    const thread = await chatkitty.messages.delete((await say(id, 'Hello')).id)
    expect(thread.type).toBe('MAIN')
    expect((await chatkitty.follow(thread, 'channel')).id).toBe(id)
  })
})

describe('messages', () => {
  test('an edit shows with its time, and what is mentioned is found anew', async () => {
    mock.clock.freeze()
    const { id } = await say(repair, `Hello <@${ines.name}>`, tomasz)
    mock.clock.advance(60)
    const edited = await chatkitty.messages.update(id, { body: 'Hello', properties: { mood: 'calm' } })
    expect(edited).toMatchObject({ body: 'Hello', properties: { mood: 'calm' } })
    expect(edited).not.toHaveProperty('mentions')
    expect(Date.parse(edited.lastEditedTime!) - Date.parse(edited.createdTime)).toBe(60_000)
    expect(await chatkitty.messages.get(id)).toEqual(edited)
  })

  test('all of them can be deleted at once', async () => {
    expect((await chatkitty.messages.deleteAll()).id).toBe(48210)
    expect(await idsOf(chatkitty.messages.list())).toEqual([])
    expect(await idsOf(chatkitty.channels.listMessages(direct))).toEqual([])
    expect(await chatkitty.channels.get(repair)).not.toHaveProperty('lastReceivedMessage')
  })

  test('lists are filtered by sender, text, and whether anybody has read them', async () => {
    const { listMessages } = chatkitty.channels
    expect(await idsOf(listMessages(repair, { username: tomasz.name }))).toEqual([902002, 902001])
    expect(await idsOf(listMessages(repair, { query: 'BRAKE' }))).toEqual([902004, 902001])
    expect(await idsOf(chatkitty.messages.list({ query: 'drawer' }))).toEqual([901440])
    expect(await idsOf(chatkitty.users.listMessages(tomasz.id, { unread: true }))).toEqual([902002])
  })

  test('who read a message is listed with it', async () => {
    const [receipt] = await Array.fromAsync(chatkitty.messages.listReadReceipts(902001))
    expect(receipt).toMatchObject({ user: ines })
    expect(receipt).not.toHaveProperty('messageId')
    expect(await Array.fromAsync(chatkitty.messages.listReadReceipts(902002))).toEqual([])
  })

  test('pages neither skip nor repeat while messages are added, and end', async () => {
    const before = await idsOf(chatkitty.channels.listMessages(repair))
    const seen: number[] = []
    for await (const page of chatkitty.channels.listMessages(repair, { size: 2 }).pages()) {
      seen.push(...page.items.map(({ id }) => id))
      await say(repair, 'One more')
    }
    expect(seen).toEqual(before)
  })

  test('a page leads back to the one before it', async () => {
    const first = await chatkitty.channels.listMessages(repair, { size: 2 })
    expect(first).not.toHaveProperty('_links.prev')
    const second = await chatkitty.follow(first, 'next')
    expect(second.page.start).toBe(first.page.next)
    const { _embedded: items } = first
    expect(await chatkitty.follow(second, 'prev')).toHaveProperty('_embedded', items)
  })
})

describe('notifications', () => {
  test('the other members of a channel are told, and whoever is mentioned once more', async () => {
    const { id } = await say(news, `<@${priya.name}>, the keys?`, ines)
    expect(await newsOf(tomasz.id)).toMatchObject({
      title: 'Ines Okafor',
      data: { type: 'USER:SENT:MESSAGE' },
    })
    const told = await newsOf(priya.id)
    expect(told).toMatchObject({ title: 'Ines Okafor mentioned you', data: { message: { id } } })
    expect((await chatkitty.follow(told!, 'recipient')).id).toBe(priya.id)
    expect(await newsOf(ines.id)).toBeUndefined()
  })

  test('the application is named by its channel, and a reply tells what it is to', async () => {
    await say(repair, 'Ready.')
    const title = 'Repair 20931: touring bike'
    expect(await newsOf(ines.id)).toMatchObject({ title, data: { type: 'SYSTEM:SENT:MESSAGE' } })
    await chatkitty.threads.sendMessage(replies, { type: 'TEXT', body: 'Soon', user: { id: ines.id } })
    const data = { type: 'USER:REPLIED_TO:MESSAGE', parent: { id: 902001 } }
    expect(await newsOf(tomasz.id)).toMatchObject({ body: 'Soon', data })
  })
})

test('what is not there is not found', async () => {
  const { error } = await chatkitty.messages.get(1).safe()
  if (!isApiError(error, 'messages.get', 404)) throw new Error('expected 404', { cause: error })
  expect(error.body.error).toBe('ResourceNotFoundError')
})

function send(channel: number, body: string, user?: { id: number } | { username: string }) {
  return chatkitty.channels.sendMessage(channel, { type: 'TEXT', body, ...(user && { user }) })
}

async function say(channel: number, body: string, user?: { id: number }): Promise<Message> {
  return send(channel, body, user && { id: user.id })
}

/** What a user was told last. */
async function newsOf(user: number) {
  const [newest] = await Array.fromAsync(chatkitty.users.listNotifications(user))
  return newest
}
