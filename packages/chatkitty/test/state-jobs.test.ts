import type { Job } from '@parlance/chatkitty'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { idsOf, ines, news, repair, startWorkshop, statusOf, tomasz } from './workshop.ts'

const { mock, chatkitty } = await startWorkshop()

const lena = { name: 'lena@quayside.example', displayName: 'Lena Brandt', properties: { boat: 'Seagull' } }

beforeEach(() => {
  mock.reset()
  mock.clock.freeze()
})
afterAll(() => mock.close())

describe('a job', () => {
  test('is accepted, runs and ends by the clock', async () => {
    const { data: job, response } = await chatkitty.analytics.exportMessages().withResponse()
    expect(response.status).toBe(202)
    expect(job).toMatchObject({ type: 'MESSAGE_ANALYTICS_EXPORT', state: 'PENDING' })
    expect(await idsOf(chatkitty.jobs.list({ running: true }))).toContain(job.id)
    mock.clock.advance(1)
    expect((await chatkitty.jobs.get(job.id)).state).toBe('RUNNING')
    mock.clock.advance(2)
    const ended = await chatkitty.jobs.get(job.id)
    expect(ended).toMatchObject({ state: 'FINISHED', file: `exports/messages-${job.id}.json` })
    expect(Date.parse(ended.endedTime!) - Date.parse(job.createdTime)).toBe(3000)
    expect(await idsOf(chatkitty.jobs.list({ running: true }))).not.toContain(job.id)
    expect((await idsOf(chatkitty.jobs.list())).at(-1)).toBe(job.id)
  })

  test('of users leaves a file too', async () => {
    const { state, file } = await ended(chatkitty.analytics.exportUsers())
    expect([state, file]).toEqual(['FINISHED', expect.stringMatching(/^exports\/users-/)])
  })
})

describe('an import', () => {
  test('creates users when it ends, not before', async () => {
    const job = await chatkitty.imports.importUsers({ file: fileOf([lena]) })
    expect(await statusOf(chatkitty.users.check({ name: lena.name }))).toBe(404)
    mock.clock.advance(10)
    expect((await chatkitty.jobs.get(job.id)).state).toBe('FINISHED')
    const [user] = await Array.fromAsync(chatkitty.users.list({ name: lena.name }))
    expect(user).toMatchObject({ ...lena, type: 'PERSON', isGuest: false })
  })

  test('fails when a row does, and keeps those that came through; repeated, it skips them by their keys', async () => {
    const taken = { ...lena, name: tomasz.name }
    const rows = [
      { ...lena, idempotencyKey: 'a' },
      { ...taken, idempotencyKey: 'b' },
    ]
    expect((await ended(chatkitty.imports.importUsers({ file: fileOf(rows) }))).state).toBe('FAILED')
    await chatkitty.users.check({ name: lena.name })
    const mended = [rows[0]!, { ...taken, name: 'otto@quayside.example', idempotencyKey: 'b' }]
    expect((await ended(chatkitty.imports.importUsers({ file: fileOf(mended) }))).state).toBe('FINISHED')
    await chatkitty.users.check({ name: 'otto@quayside.example' })
  })

  test('without keys fails for a user who is there already', async () => {
    expect((await ended(chatkitty.imports.importUsers({ file: fileOf([lena]) }))).state).toBe('FINISHED')
    expect((await ended(chatkitty.imports.importUsers({ file: fileOf([lena]) }))).state).toBe('FAILED')
  })

  test('of something that is no list of rows fails', async () => {
    const states = ['{', '{}', '[1]', '[{"name":"lena"}]'].map(async (text) => {
      const job = await chatkitty.imports.importUsers({ file: new Blob([text]) })
      mock.clock.advance(10)
      return (await chatkitty.jobs.get(job.id)).state
    })
    expect(await Promise.all(states)).toEqual(['FAILED', 'FAILED', 'FAILED', 'FAILED'])
  })

  test('creates channels of every kind, with their members', async () => {
    const rows = [
      { type: 'PUBLIC', name: 'harbour', creator: ines.name, members: [tomasz.name] },
      { type: 'PRIVATE', name: 'repair-20931' },
      { type: 'DIRECT', members: [tomasz.name, ines.name] },
    ]
    expect((await ended(chatkitty.imports.importChannels({ file: fileOf(rows) }))).state).toBe('FINISHED')
    const channels = await Array.fromAsync(chatkitty.channels.list({ type: 'PUBLIC' }))
    const harbour = channels.at(-1)
    expect(harbour).toMatchObject({ name: 'harbour', displayName: 'harbour', creator: ines })
    expect(await idsOf(chatkitty.channels.listMembers(harbour!.id))).toEqual([ines.id, tomasz.id])
    const theirs = await idsOf(chatkitty.channels.list({ type: 'DIRECT', members: [tomasz.name] }))
    expect(theirs).toHaveLength(1)
    const stranger = [{ type: 'DIRECT', members: ['nobody', ines.name] }]
    expect((await ended(chatkitty.imports.importChannels({ file: fileOf(stranger) }))).state).toBe('FAILED')
  })

  test('adds members to a channel that is there', async () => {
    const file = fileOf([{ username: 'bench-bot' }, { username: ines.name }])
    expect((await ended(chatkitty.imports.importMembers(repair, { file }))).state).toBe('FINISHED')
    expect(await idsOf(chatkitty.channels.listMembers(repair))).toEqual([ines.id, tomasz.id, 73001])
    const strangers = fileOf([{ username: 'nobody' }])
    expect((await ended(chatkitty.imports.importMembers(repair, { file: strangers }))).state).toBe('FAILED')
    expect(await statusOf(chatkitty.imports.importMembers(1, { file }))).toBe(404)
  })

  test('adds messages of users and of the application', async () => {
    const rows = [
      { type: 'TEXT', channelId: news, user: ines.name, body: 'Closed on Friday.' },
      { type: 'SYSTEM_TEXT', channelId: news, body: 'Summer hours begin today.' },
    ]
    expect((await ended(chatkitty.imports.importMessages({ file: fileOf(rows) }))).state).toBe('FINISHED')
    expect(await Array.fromAsync(chatkitty.channels.listMessages(news))).toMatchObject([
      { type: 'SYSTEM_TEXT', body: 'Summer hours begin today.' },
      { type: 'TEXT', body: 'Closed on Friday.', user: ines },
    ])
    const nowhere = [{ type: 'SYSTEM_TEXT', body: 'Hello' }]
    expect((await ended(chatkitty.imports.importMessages({ file: fileOf(nowhere) }))).state).toBe('FAILED')
  })
})

describe('functions', () => {
  test('a new function has no version until one is deployed, which runs from then on', async () => {
    const wish = { type: 'user.sent.message', name: 'Translate' }
    const { id, ...made } = await chatkitty.runtime.createFunction(wish)
    expect(made).toMatchObject({ ...wish, enabled: false, currentVersionNumber: 0, runtime: { id: 401 } })
    expect(await statusOf(chatkitty.functions.getCurrentVersion(id))).toBe(404)
    const first = await chatkitty.functions.createVersion(id, { handlerScript: 'first()' })
    const second = await chatkitty.functions.createVersion(id, { handlerScript: 'second()' })
    expect([first.versionNumber, second.versionNumber]).toEqual([1, 2])
    expect(await chatkitty.functions.getCurrentVersion(id)).toEqual(second)
    expect(await chatkitty.functionVersions.get(first.id)).toEqual(first)
    expect(await Array.fromAsync(chatkitty.functions.listVersions(id))).toEqual([second, first])
    expect(await chatkitty.functions.get(id)).toMatchObject({ currentVersionNumber: 2, enabled: true })
    expect((await idsOf(chatkitty.runtime.listFunctions())).at(-1)).toBe(id)
    expect(await idsOf(chatkitty.functions.listInvocations(id))).toEqual([])
  })

  test('runs are listed with their function', async () => {
    expect(await idsOf(chatkitty.functions.listInvocations(7101))).toEqual([7302, 7301, 7300])
    expect(await statusOf(chatkitty.functions.listInvocations(1))).toBe(404)
  })

  test('parts of the runtime are replaced as a whole', async () => {
    const dependencies = [{ name: 'luxon', version: '^3.5.0' }]
    await chatkitty.runtime.setDependencies(dependencies)
    await chatkitty.runtime.setEnvironmentVariables({ TIDE: 'low' })
    await chatkitty.runtime.setInitializationScript({ script: 'const tide = 1' })
    expect(await chatkitty.runtime.get()).toMatchObject({
      id: 401,
      dependencies,
      environmentVariables: { TIDE: 'low' },
      initializationScript: { script: 'const tide = 1' },
    })
    expect((await chatkitty.runtime.get()).environmentVariables).toEqual({ TIDE: 'low' })
  })
})

test('settings are replaced and read back', async () => {
  const settings = { guestUsers: 'DISABLED', userCreatedChannels: 'ENABLED' } as const
  expect(await chatkitty.application.setSettings(settings)).toEqual(settings)
  expect(await chatkitty.application.getSettings()).toEqual(settings)
})

function fileOf(rows: readonly object[]): Blob {
  return new Blob([JSON.stringify(rows)], { type: 'application/json' })
}

/** A job after its end. */
async function ended(accepted: PromiseLike<Job>): Promise<Job> {
  const { id } = await accepted
  mock.clock.advance(10)
  return chatkitty.jobs.get(id)
}
