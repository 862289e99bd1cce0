import { createClient, isApiError } from '@parlance/chatkitty'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { direct, idsOf, ines, news, priya, repair, startWorkshop, statusOf, tomasz } from './workshop.ts'

const { mock, chatkitty } = await startWorkshop()

beforeEach(() => mock.reset())
afterAll(() => mock.close())

describe('users', () => {
  test('who was created can be read back, found by username, and is the last of the list', async () => {
    const lena = await createLena()
    expect(lena).toMatchObject({
      type: 'PERSON',
      presence: { online: false },
      properties: { boat: 'Seagull' },
    })
    expect(await chatkitty.users.get(lena.id)).toEqual(lena)
    expect(await Array.fromAsync(chatkitty.users.list({ name: lena.name }))).toEqual([lena])
    expect((await Array.fromAsync(chatkitty.users.list())).at(-1)).toEqual(lena)
    expect((await chatkitty.follow(lena, 'self')).id).toBe(lena.id)
  })

  test('a username that is taken is refused, and free again when its user is deleted', async () => {
    const first = await createLena()
    const { error } = await chatkitty.users
      .create({ name: first.name, displayName: 'L', isGuest: false })
      .safe()
    if (!isApiError(error, 'users.create', 400)) throw new Error('expected 400', { cause: error })
    expect(error.body.message).toBe('The name is taken.')
    await chatkitty.users.delete(first.id)
    expect((await createLena()).id).not.toBe(first.id)
  })

  test('a check tells who exists', async () => {
    await chatkitty.users.check({ name: tomasz.name })
    expect(await statusOf(chatkitty.users.check({ name: 'lena@quayside.example' }))).toBe(404)
    await createLena()
    await chatkitty.users.check({ name: 'lena@quayside.example' })
  })

  test('an update merges own data key by key and leaves the username', async () => {
    await chatkitty.users.update(tomasz.id, {
      properties: { language: 'pl' },
      presence: { status: 'At sea' },
    })
    const patch = { displayName: 'Tomasz W.', name: 'somebody', properties: { loyaltyCard: null } }
    await chatkitty.users.update(tomasz.id, patch)
    const user = await chatkitty.users.get(tomasz.id)
    expect(user).toMatchObject({ ...tomasz, displayName: 'Tomasz W.', properties: { language: 'pl' } })
    expect(user.properties).not.toHaveProperty('loyaltyCard')
    expect(user.presence).toEqual({ status: 'At sea', online: true })
  })

  test('a new name shows wherever the user does', async () => {
    await chatkitty.users.update(ines.id, { displayName: 'Ines O.' })
    expect(await chatkitty.channels.get(news)).toMatchObject({ creator: { displayName: 'Ines O.' } })
    expect(await chatkitty.messages.get(902004)).toMatchObject({ user: { displayName: 'Ines O.' } })
  })

  test('a picture has an address of its own each time', async () => {
    const file = new Blob(['\u0089PNG'], { type: 'image/png' })
    const { displayPictureUrl: first } = await chatkitty.users.setDisplayPicture(tomasz.id, { file })
    const { displayPictureUrl: second } = await chatkitty.users.setDisplayPicture(tomasz.id, { file })
    expect(second).not.toBe(first)
    expect((await chatkitty.users.get(tomasz.id)).displayPictureUrl).toBe(second)
  })

  test('a deleted user is gone from channels; what they said stays', async () => {
    const application = await chatkitty.users.delete(tomasz.id)
    expect(application).toEqual(await chatkitty.application.get())
    expect(await statusOf(chatkitty.users.get(tomasz.id))).toBe(404)
    expect(await statusOf(chatkitty.users.delete(tomasz.id))).toBe(404)
    expect(await statusOf(chatkitty.users.listMessages(tomasz.id))).toBe(404)
    expect(await idsOf(chatkitty.channels.listMembers(repair))).toEqual([ines.id])
    expect(await chatkitty.messages.get(902001)).toMatchObject({ user: tomasz })
  })

  test('a list of several pages is walked to its end, and grows at it', async () => {
    const counts: (number | undefined)[] = []
    for await (const { data } of chatkitty.users.list({ size: 3 }).pages())
      counts.push(data.page?.totalElements)
    expect(counts).toEqual([5, 5])
    const lena = await createLena()
    const ids = await idsOf(chatkitty.users.list({ size: 1 }))
    expect(ids).toEqual([ines.id, tomasz.id, priya.id, 73150, 73001, lena.id])
  })

  test('blank texts count as left out', async () => {
    expect(await statusOf(createUser(''))).toBe(400)
    expect(await chatkitty.users.update(tomasz.id, { displayName: '' })).toMatchObject(tomasz)
    expect(await chatkitty.channels.create({ type: 'PUBLIC', name: 'quay', displayName: '' })).toMatchObject({
      displayName: 'quay',
    })
  })

  test('lists are sorted by the properties that are named', async () => {
    const sorted = await Array.fromAsync(chatkitty.users.list({ sort: ['type,desc', 'displayName'] }))
    expect(sorted.map(({ displayName }) => displayName)).toEqual([
      'Ines Okafor',
      'Priya Raman',
      'Tomasz Wilk',
      'Visitor',
      'Bench Bot',
    ])
  })

  test('lists are filtered by own data', async () => {
    const filter = { properties: JSON.stringify({ role: 'mechanic' }) }
    expect(await idsOf(chatkitty.users.list(filter))).toEqual([ines.id])
    expect(await statusOf(chatkitty.users.list({ properties: 'role:mechanic' }))).toBe(400)
  })

  test('a secret is read back by its name, replaced, and deleted', async () => {
    const user = await chatkitty.users.setSecret(priya.id, 'till', { secret: 'first' })
    expect(user).toEqual(await chatkitty.users.get(priya.id))
    await chatkitty.users.setSecret(priya.id, 'till', { secret: 'second' })
    expect(await chatkitty.users.getSecret(priya.id, 'till')).toEqual({ secret: 'second' })
    expect(await statusOf(chatkitty.users.getSecret(ines.id, 'till'))).toBe(404)
    expect(JSON.stringify(await Array.fromAsync(chatkitty.users.list()))).not.toContain('second')
    expect((await chatkitty.users.deleteSecret(priya.id, 'till')).id).toBe(priya.id)
    expect(await statusOf(chatkitty.users.getSecret(priya.id, 'till'))).toBe(404)
    expect(await statusOf(chatkitty.users.deleteSecret(priya.id, 'till'))).toBe(404)
  })
})

describe('channels', () => {
  test('a channel with a name is there once, however often it is asked for', async () => {
    const wish = { type: 'PUBLIC', name: 'harbour', creator: { id: ines.id } } as const
    const channel = await chatkitty.channels.create(wish)
    expect(channel).toMatchObject({ displayName: 'harbour', creator: { name: ines.name }, properties: {} })
    expect(await chatkitty.channels.create(wish)).toEqual(channel)
    expect(await chatkitty.channels.get(channel.id)).toEqual(channel)
    expect(await statusOf(chatkitty.channels.create({ ...wish, type: 'PRIVATE' }))).toBe(400)
  })

  test('a channel without a name gets a UUID, and another one each time', async () => {
    const { id, ...first } = await chatkitty.channels.create({ type: 'PRIVATE' })
    expect(first).toHaveProperty('name', expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/))
    expect((await chatkitty.channels.create({ type: 'PRIVATE' })).id).not.toBe(id)
  })

  test('there is one direct channel for each set of users', async () => {
    const known = await chatkitty.channels.create({
      type: 'DIRECT',
      members: [{ id: priya.id }, { id: ines.id }],
    })
    expect(known.id).toBe(direct)
    const members = [{ username: priya.name }, { id: tomasz.id }]
    const made = await chatkitty.channels.create({ type: 'DIRECT', members })
    expect(made).toMatchObject({ members: [priya, tomasz] })
    expect((await chatkitty.channels.create({ type: 'DIRECT', members: members.toReversed() })).id).toBe(
      made.id,
    )
  })

  test('a direct channel has one to ten members, who are users', async () => {
    const create = (members: { id: number }[]) => chatkitty.channels.create({ type: 'DIRECT', members })
    const crowd = await Promise.all(Array.from({ length: 11 }, (_, index) => createUser(`guest-${index}`)))
    expect(await statusOf(create([]))).toBe(400)
    expect(await statusOf(create([{ id: 1 }]))).toBe(404)
    expect(await statusOf(create(crowd.map(({ id }) => ({ id }))))).toBe(400)
    expect(await statusOf(create(crowd.slice(1).map(({ id }) => ({ id }))))).toBe(200)
  })

  test('an update changes the display name and own data', async () => {
    await chatkitty.channels.update(repair, { displayName: 'Ready', properties: { state: 'ready' } })
    expect(await chatkitty.channels.get(repair)).toMatchObject({
      name: 'repair-20931',
      displayName: 'Ready',
      properties: { repair: 20931, state: 'ready' },
    })
  })

  test('a deleted channel is gone with all that was in it', async () => {
    expect((await chatkitty.channels.delete(repair)).key).toBe((await chatkitty.application.get()).key)
    expect(await statusOf(chatkitty.channels.get(repair))).toBe(404)
    expect(await statusOf(chatkitty.channels.sendMessage(repair, { type: 'TEXT', body: 'Hello' }))).toBe(404)
    expect(await statusOf(chatkitty.messages.get(902001))).toBe(404)
    expect(await statusOf(chatkitty.threads.get(61002))).toBe(404)
    expect(await idsOf(chatkitty.users.listChannels(tomasz.id))).toEqual([news])
    expect(await idsOf(chatkitty.users.listNotifications(tomasz.id))).toEqual([])
  })

  test('a member belongs to a channel until removed', async () => {
    expect((await chatkitty.channels.addMember(repair, { username: priya.name })).id).toBe(repair)
    await chatkitty.channels.addMember(repair, { id: priya.id })
    expect(await idsOf(chatkitty.channels.listMembers(repair))).toEqual([ines.id, tomasz.id, priya.id])
    const memberships = await Array.fromAsync(chatkitty.channels.listMemberships(repair))
    expect(memberships.at(-1)).not.toHaveProperty('userId')
    expect((await chatkitty.follow(memberships.at(-1)!, 'user')).id).toBe(priya.id)
    expect(await idsOf(chatkitty.users.listChannels(priya.id))).toContain(repair)
    await chatkitty.channels.removeMember(repair, priya.id)
    expect(await idsOf(chatkitty.channels.listMembers(repair))).not.toContain(priya.id)
    expect(await statusOf(chatkitty.channels.removeMember(repair, priya.id))).toBe(404)
  })

  test('a moderator is a member, before and afterwards', async () => {
    expect(await statusOf(chatkitty.channels.addModerator(repair, { id: priya.id }))).toBe(404)
    expect((await chatkitty.channels.addModerator(repair, { id: tomasz.id })).id).toBe(tomasz.id)
    expect(await idsOf(chatkitty.channels.listModerators(repair))).toEqual([ines.id, tomasz.id])
    expect((await chatkitty.channels.removeModerator(repair, tomasz.id)).id).toBe(repair)
    expect(await idsOf(chatkitty.channels.listModerators(repair))).toEqual([ines.id])
    expect(await idsOf(chatkitty.channels.listMembers(repair))).toContain(tomasz.id)
  })

  test('members of a direct channel are fixed', async () => {
    const { error } = await chatkitty.channels.addMember(direct, { id: tomasz.id }).safe()
    if (!isApiError(error, 'channels.addMember', 400)) throw new Error('expected 400', { cause: error })
    expect(error.body.message).toBe('Members of a direct channel cannot be changed.')
    expect(await statusOf(chatkitty.channels.removeMember(direct, priya.id))).toBe(400)
    expect(await statusOf(chatkitty.channels.addModerator(direct, { id: priya.id }))).toBe(400)
    expect(await idsOf(chatkitty.channels.listMembers(direct))).toEqual([ines.id, priya.id])
  })

  test('an invitation is listed and leads to whom it is for', async () => {
    await chatkitty.channels.sendInvite(news, { user: { username: 'bench-bot' } })
    const [invite, ...others] = await Array.fromAsync(chatkitty.channels.listInvites(news))
    expect(others).toEqual([])
    expect((await chatkitty.follow(invite!, 'invitee')).name).toBe('bench-bot')
  })

  test('participants are those who have the channel open', async () => {
    expect(await idsOf(chatkitty.channels.listParticipants(repair))).toEqual([tomasz.id])
    expect(await idsOf(chatkitty.channels.listParticipants(direct))).toEqual([])
    expect(await idsOf(chatkitty.chatSessions.list({ state: 'ENDED' }))).toEqual([88377])
    expect(await idsOf(chatkitty.userSessions.list({ state: 'ACTIVE' }))).toEqual([88014, 88001, 87985])
  })

  test('events and keystrokes are told and not kept', async () => {
    const before = mock.state()
    const event = { type: 'repair.status_changed', properties: { state: 'ready' } }
    expect(await chatkitty.channels.sendEvent(repair, event)).toMatchObject(event)
    const typing = { keys: 'Your b', user: { id: ines.id } }
    const told = { keys: 'Your b', username: ines.name }
    expect(await chatkitty.channels.sendKeystrokes(repair, typing)).toEqual(told)
    expect(await chatkitty.threads.sendKeystrokes(61002, typing)).toEqual(told)
    expect(mock.state()).toEqual(before)
  })

  test('lists are filtered by kind, members, time and own data', async () => {
    const { list } = chatkitty.channels
    expect(await idsOf(list())).toEqual([news, repair, direct])
    expect(await idsOf(list({ type: 'PRIVATE' }))).toEqual([repair])
    expect(await idsOf(list({ members: [ines.name, priya.name] }))).toEqual([news, direct])
    expect(await idsOf(list({ members: ['nobody'] }))).toEqual([])
    expect(await idsOf(list({ startTime: '2026-03-02T07:58:11.630Z' }))).toEqual([repair, direct])
    expect(await idsOf(list({ endTime: '2026-03-02T07:58:11.630Z' }))).toEqual([news, direct])
    expect(await idsOf(list({ properties: '{"repair":20931}' }))).toEqual([repair])
    expect(await idsOf(list({ sort: ['createdTime,desc'] }))).toEqual([repair, direct, news])
  })
})

test('the addresses in official links answer alike', async () => {
  const { origin, fetch } = mock.optionsFor('chatkitty')
  const headers = { authorization: 'Bearer secret-token' }
  const answer = await fetch(`${origin}/v1/applications/48210/users/${tomasz.id}`, { headers })
  expect(await answer.json()).toMatchObject(tomasz)
})

test('two sessions do not see each other', async () => {
  const other = createClient({ accessToken: 't', ...mock.session('other').optionsFor('chatkitty') })
  const { name } = await createLena()
  expect(await statusOf(other.users.check({ name }))).toBe(404)
})

function createLena() {
  return createUser('lena@quayside.example')
}

function createUser(name: string) {
  return chatkitty.users.create({ name, displayName: name, isGuest: false, properties: { boat: 'Seagull' } })
}
