/** One call that reads and one that writes, of every provider, against the contract mock. */
import { check, equal } from '../check.ts'
import { chatkitty, chatshipper, chatti, chitchats, parcel } from '../clients.ts'
import { drillsAbout } from '../registry.ts'

const drill = drillsAbout('providers')

drill('chitchats reads and writes', async ({ setting }) => {
  const client = chitchats(`${setting.mock}/chitchats`)
  const { data, response } = await client.shipments.create(parcel).withResponse()
  equal(response.status, 201)
  check((data.shipment.rates?.length ?? 0) > 0, 'The shipment has no rates.')
  equal((await client.shipments.get(data.shipment.id)).shipment.id, data.shipment.id)
})

drill('chatshipper reads and writes, with a token that it makes', async ({ setting }) => {
  const login = { email: 'imogen.pryce@spokeandsaddle.example', password: 'correct-horse-battery' }
  const client = chatshipper(`${setting.mock}/chatshipper`, login)
  const contact = await client.contacts.create({
    profile: { name: 'Tomasz Lis', telephone: '+447700900587' },
  })
  check(typeof contact.id === 'string', 'The contact has no id.')
  check((await client.contacts.list()).length > 0, 'There are no contacts.')
})

drill('chatkitty reads and writes, with a token that it makes', async ({ setting }) => {
  const application = { clientId: 'app', clientSecret: 'secret' }
  const client = chatkitty(`${setting.mock}/chatkitty`, application)
  const name = 'marta.nowak@harbourbikes.example'
  const user = await client.users.create({ name, displayName: 'Marta Nowak', isGuest: false })
  equal(user.name, name)
  // The mock keeps nothing here, so what is read is what the examples show.
  const known = 73102
  equal((await client.users.get(known)).id, known)
})

drill('chatti reads and writes', async ({ setting }) => {
  const client = chatti(`${setting.mock}/chatti`)
  const sms = { to: '+61491570156', from: 'Wattle Paws', message: 'Hi Priya, Biscuit is ready to go home.' }
  const sent = await client.sms.send(sms)
  equal(sent.status, 'queued')
  equal((await client.sms.get(sent.sms_id)).sms_id, sent.sms_id)
})
