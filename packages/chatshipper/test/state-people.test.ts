/** Organizations, users, and what their tokens allow. */
import { describe, expect, test } from 'vitest'
import { active, bristol, callum, harbourside, imogen, nobody, openShop, say, shop, wren } from './shop.ts'

const { mock, chatshipper, withScope } = await openShop()

describe('organizations and users', () => {
  test('an organization stands below its parent, or below that of the caller', async () => {
    const { id, path, level } = await chatshipper.organizations.create({ name: 'Spoke & Saddle Bath' })
    expect({ path, level }).toEqual({ path: `${harbourside}#${shop}#${id}`, level: 3 })
    const customer = await chatshipper.organizations.create({ name: 'Pedal Post', parent: harbourside })
    expect(customer).toMatchObject({
      path: `${harbourside}#${customer.id}`,
      level: 2,
      email: '',
      stopwords: [],
    })
  })

  test('a sub-organization has none below it, and an unknown one has none either', async () => {
    const create = (parent: string) => chatshipper.organizations.create({ name: 'Corner', parent })
    await expect(create(bristol)).rejects.toMatchObject({
      status: 422,
      body: { message: 'A sub-organization cannot have organizations below it' },
    })
    await expect(create(nobody)).rejects.toMatchObject({ status: 422 })
  })

  test('an organization that moves takes along what is below it', async () => {
    const { id } = await chatshipper.organizations.create({ name: 'Pedal Post', parent: harbourside })
    expect(await chatshipper.organizations.update(bristol, { parent: id })).toMatchObject({
      path: `${harbourside}#${id}#${bristol}`,
      level: 3,
    })
    await expect(chatshipper.organizations.update(harbourside, { parent: shop })).rejects.toMatchObject({
      status: 422,
    })
  })

  test('a user becomes an agent of the organization of the caller', async () => {
    const user = await chatshipper.users.create({
      email: 'ines@spokeandsaddle.example',
      password: 'left-pedal',
    })
    expect(user).toMatchObject({ status: 'active', avatar: '/images/avatar.png' })
    expect(user.organizations).toEqual([
      { organization: shop, orgPath: `${harbourside}#${shop}`, selected: true, role: 'agent' },
    ])
    expect(user).not.toHaveProperty('password')
    expect(JSON.stringify(mock.state())).not.toContain('left-pedal')
  })

  test('a bot has an address made of its id', async () => {
    const organizations = [{ organization: bristol, selected: true, role: 'bot' }]
    const user = await chatshipper.users.create({
      name: 'Spoke',
      email: 's@spokeandsaddle.example',
      organizations,
    })
    expect(user).toMatchObject({ displayName: 'Spoke', email: `bot+${user.id}@chatshipper.com` })
    expect(user.organizations?.[0]?.orgPath).toBe(`${harbourside}#${shop}#${bristol}`)
  })
})

describe('scopes', () => {
  test('each step of the ladder allows what is below it, and nothing above', async () => {
    const [guest, agent, bot, admin] = await Promise.all(['guest', 'agent', 'bot', 'admin'].map(withScope))
    expect(await guest!.conversations.get(active)).toHaveProperty('id')
    await expect(guest!.contacts.list()).rejects.toMatchObject({ status: 403 })
    expect(await agent!.contacts.list()).toHaveLength(4)
    await expect(agent!.contacts.get(wren)).rejects.toMatchObject({ status: 403 })
    expect(await bot!.contacts.get(wren)).toHaveProperty('id')
    await expect(bot!.contacts.delete(wren)).rejects.toMatchObject({ status: 403 })
    expect(await admin!.contacts.delete(wren)).toBeUndefined()
  })

  test('everybody reads and changes the own record; that of another takes more', async () => {
    const [guest, bot] = await Promise.all(['guest', 'bot'].map(withScope))
    expect(await guest!.users.get(imogen!)).toMatchObject({ givenName: 'Imogen' })
    expect(await guest!.users.update(imogen!, { displayName: 'Immy' })).toMatchObject({ displayName: 'Immy' })
    await expect(guest!.users.get(callum!)).rejects.toThrow('Permission Denied')
    expect(await bot!.users.get(callum!)).toMatchObject({ givenName: 'Callum' })
    await expect(bot!.users.update(callum!, { displayName: 'Cal' })).rejects.toThrow('Permission Denied')
  })

  test('who has logged in is who writes', async () => {
    const person = await withScope('agent')
    expect(await say(person, active, { role: 'agent', text: 'Good morning!' })).toMatchObject({
      user: imogen,
    })
  })
})
