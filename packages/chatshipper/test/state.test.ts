/** What ChatShipper does with its data: what all resources have in common. */
import { describe, expect, test } from 'vitest'
import type { Message } from '@parlance/chatshipper'
import { active, booking, bristol, ids, openShop, shop, workshop, wren } from './shop.ts'

const { mock, chatshipper } = await openShop()

describe('every resource', () => {
  const bodies: Record<string, object> = {
    organizations: { name: 'Spoke & Saddle Bath' },
    orggroups: { name: 'Closed on Mondays' },
    users: { email: 'ines@spokeandsaddle.example' },
    conversations: { name: 'Stocktaking' },
    contacts: { profile: { name: 'Ines Duarte' } },
    kbitems: { title: 'Returns' },
    forms: { name: 'Returns' },
    services: { name: 'Text line', type: 'twilio' },
    channels: { name: 'Front desk' },
    workflows: { organization: shop },
    kbases: { name: 'Returns' },
    articles: { title: 'How do I return a bike?' },
    bots: { enabled: true },
    botinstances: { bot: '68c1768ca7c4e1b20902f2b1', enabled: true },
    files: { name: 'receipt.pdf' },
    locations: { name: 'Bath workshop' },
    watemplates: { name: 'bike_sold' },
    partners: { name: 'Riverside' },
    metrics: { name: 'Answers' },
    points: { name: 'answers-2026-03-02' },
    tests: { name: 'Returns a bike' },
    testresults: { name: 'Run of 1 March' },
    links: { name: 'Autumn sale' },
  }

  interface Resource {
    list(query?: object): PromiseLike<{ id: string }[]>
    create(body: object): PromiseLike<{ id: string }>
    get(id: string): PromiseLike<{ id: string }>
    update(id: string, body: object): PromiseLike<{ id: string }>
    delete(id: string): PromiseLike<undefined>
  }
  const resourceOf = (name: string) => chatshipper[name as 'contacts'] as unknown as Resource

  test.each(Object.keys(bodies))(
    '%s: what is created can be read, listed, changed and deleted',
    async (name) => {
      const resource = resourceOf(name)
      const created = await resource.create(bodies[name]!)
      expect(created).toMatchObject(bodies[name]!)
      expect(created.id).toMatch(/^[0-9a-f]{24}$/)
      expect(await resource.get(created.id)).toEqual(created)
      expect(await resource.list({ filters: { id: created.id } })).toEqual([created])

      const changed = await resource.update(created.id, { meta: { colour: 'red' }, ...bodies[name] })
      expect(changed).toMatchObject(bodies[name]!)
      expect(await resource.get(created.id)).toEqual(changed)

      await resource.delete(created.id)
      await expect(resource.get(created.id)).rejects.toMatchObject({ status: 404 })
      await expect(resource.update(created.id, {})).rejects.toMatchObject({ status: 404 })
      await expect(resource.delete(created.id)).rejects.toMatchObject({ status: 404 })
      expect(ids(await resource.list())).not.toContain(created.id)
    },
  )

  test.each(['messages', ...Object.keys(bodies)])(
    '%s: a fresh world has some, and each can be read',
    async (name) => {
      const resource = resourceOf(name)
      const records = await resource.list(name === 'messages' ? { organization: shop } : {})
      expect(records.length).toBeGreaterThan(1)
      for (const record of records) expect(await resource.get(record.id)).toEqual(record)
    },
  )

  test('belongs to the organization of the caller, unless the request names another', async () => {
    expect(await chatshipper.forms.create({ name: 'Returns' })).toMatchObject({ organization: shop })
    expect(await chatshipper.forms.create({ name: 'Returns', organization: bristol })).toMatchObject({
      organization: bristol,
    })
  })

  test('knows when it was created and changed', async () => {
    mock.clock.set(new Date('2026-12-01T08:00:00Z'))
    const { id, createdAt, updatedAt } = await chatshipper.articles.create({ title: 'Returns' })
    expect([createdAt, updatedAt]).toEqual([expect.stringMatching(/^2026-12-01T08:00:/), createdAt])
    mock.clock.advance(3600)
    const changed = await chatshipper.articles.update(id, { title: 'Returns and refunds' })
    expect(changed).toMatchObject({ createdAt, updatedAt: expect.stringMatching(/^2026-12-01T09:00:/) })
  })

  test('is copied by sending back a record as it came', async () => {
    const original = await chatshipper.forms.get(booking)
    const { id, organization } = await chatshipper.forms.create({
      ...original,
      organization: bristol,
    } as never)
    expect(id).not.toBe(booking)
    expect(await chatshipper.forms.get(id)).toMatchObject({ name: original.name, fields: original.fields })
    expect(organization).toBe(bristol)
  })

  test('keeps fields that nobody knows where records are open', async () => {
    const { id } = await chatshipper.workflows.create({ organization: shop, rules: [{ channel: workshop }] })
    expect(await chatshipper.workflows.get(id)).toMatchObject({ rules: [{ channel: workshop }] })
    expect(await chatshipper.workflows.update(id, { rules: [] })).toMatchObject({
      rules: [],
      organization: shop,
    })
  })
})

describe('an update', () => {
  test('leaves what it does not name, and replaces nested objects whole', async () => {
    const updated = await chatshipper.contacts.update(wren, { profile: { name: 'Wren Halloran-Reyes' } })
    expect(updated).toMatchObject({ id: wren, conversation: active, presences: [] })
    expect(updated.profile).toEqual({ name: 'Wren Halloran-Reyes' })
  })

  test('replaces lists whole', async () => {
    await chatshipper.conversations.update(active, { tags: ['collected'] })
    expect((await chatshipper.conversations.get(active)).tags).toEqual(['collected'])
  })

  test('gives the settings of a Smartsupp chat their usual port back', async () => {
    const webChat = '68c3dae4a7c4e1b20902f241'
    const params = {
      jid: 'uid9020@s2.smartsupp.com',
      password: 'rear-derailleur-9',
      host: 's2.smartsupp.com',
    }
    const updated = await chatshipper.services.update(webChat, { name: 'Shop window chat', params })
    expect(updated).toMatchObject({ type: 'smartsupp', name: 'Shop window chat' })
    expect(updated.params).toEqual({ ...params, port: 5222 })
  })

  test('passes over what only the platform writes, so that a record can be sent back as it came', async () => {
    const record = await chatshipper.conversations.get(active, { populate: 'messages,contact' })
    const changed = await chatshipper.conversations.update(active, { ...record, name: 'Squealing brakes' })
    expect(changed).toMatchObject({ name: 'Squealing brakes', contact: wren })
    expect(changed.messages).toEqual((record.messages as Message[]).map(({ id }) => id))
  })
})

describe('references', () => {
  test('are ids, until populate asks for the records', async () => {
    const populated = await chatshipper.conversations.get(active, {
      populate: 'contact,messages,organization',
    })
    expect(populated.contact).toMatchObject({ id: wren, profile: { name: 'Wren Halloran' } })
    expect(populated.organization).toMatchObject({ name: 'Spoke & Saddle Ltd' })
    expect((populated.messages as Message[]).map(({ type }) => type)).toEqual([
      'chat',
      'command',
      'chat',
      'postback',
      'form',
    ])
    expect(await chatshipper.conversations.get(active)).toMatchObject({ contact: wren, organization: shop })
  })

  test('are expanded in lists, and one inside another', async () => {
    const [customer] = await chatshipper.organizations.list({
      filters: { id: shop },
      populate: 'categories.forms',
    })
    expect(customer?.categories?.[0]?.forms).toMatchObject([{ id: booking, name: 'Workshop booking' }])
    const [article] = await chatshipper.articles.list({ populate: 'organization', limit: 1 })
    expect(article?.organization).toMatchObject({ id: shop })
    const contact = await chatshipper.contacts.get(wren, { populate: 'conversation.messages' })
    expect(contact).toMatchObject({
      conversation: { id: active, messages: [{ type: 'chat' }, {}, {}, {}, {}] },
    })
  })
})
