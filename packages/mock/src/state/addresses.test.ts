import { expect, test } from 'vitest'
import { bedsOf } from '../../test/beds.ts'
import { ask, askAt, openGarden, openGardenOf, plant } from '../../test/gardening.ts'

const bed = { type: 'object', required: ['id'], properties: { id: { type: 'string', example: 'B-10' } } }

async function placeOf(document: object, path: string): Promise<string> {
  await using mock = await openGardenOf(document)
  const { headers } = await askAt(mock, 'POST', path, {})
  return String(headers.get('location')).replace(mock.urlOf('garden'), '')
}

test('a new record is found at its address, however the list was called', async () => {
  expect(await placeOf(bedsOf(bed), '/v1/beds')).toBe('/v1/beds/B-11')
  expect(await placeOf(bedsOf(bed), '/v1/beds/')).toBe('/v1/beds/B-11')
  const suffixed = bedsOf(bed, { more: { 'x-format-suffix': '.json' } })
  expect(await placeOf(suffixed, '/v1/beds.json')).toBe('/v1/beds/B-11')
})

test('the address of a new record has the path of the server that was called', async () => {
  const servers = [{ url: 'https://beds.example/v1' }, { url: 'https://test.example/v2' }]
  expect(await placeOf(bedsOf(bed, { more: { servers } }), '/v2/beds')).toBe('/v2/beds/B-11')
  const relative = bedsOf(bed, { more: { servers: [{ url: '/v3' }] } })
  expect(await placeOf(relative, '/v3/beds')).toBe('/v3/beds/B-11')
  const none = bedsOf(bed, { more: { servers: [] } })
  expect(await placeOf(none, '/beds')).toBe('/beds/B-11')
  const variables = { region: { default: 'eu' } }
  const varied = bedsOf(bed, { more: { servers: [{ url: 'https://{region}.example/v4', variables }] } })
  expect(await placeOf(varied, '/v4/beds')).toBe('/v4/beds/B-11')
})

test('every provider of a mock with a port for each has addresses of its own', async () => {
  await using mock = await openGarden({ plants: [] }, { listen: true, portPerProvider: true })
  const { headers, body } = await ask(mock, 'POST', '/plants', { name: 'Aloe' })
  expect(headers.get('location')).toBe(`${mock.urlOf('garden')}/v1/plants/${body.plant.id}`)
  const feed = await fetch(`${mock.urlOf('garden')}/v1/plants/feed`)
  expect(await feed.json()).toEqual({ plants: [body.plant], next: null })
})

test('a key is the same however a path writes it', async () => {
  await using mock = await openGarden()
  const { id } = await plant(mock, 'Aloe')
  const written = Array.from(String(id), (sign) => `%${sign.charCodeAt(0).toString(16)}`).join('')
  expect((await ask(mock, 'GET', `/plants/${written}`)).body.plant).toMatchObject({ id, name: 'Aloe' })
  for (const other of [`${id}%2F`, `%2F${id}`, `${id}%00`, `../plants/${id}%20`]) {
    expect((await ask(mock, 'GET', `/plants/${other}`)).status).toBe(404)
  }
  expect((await ask(mock, 'GET', `/plants/${id}%`)).status).toBe(400)
})

test('HEAD says of a record and of a list what GET says, without a body', async () => {
  await using mock = await openGarden()
  const { id } = await plant(mock, 'Aloe')
  for (const path of [`/plants/${id}`, '/plants', '/plants/feed']) {
    const [got, head] = [await ask(mock, 'GET', path), await ask(mock, 'HEAD', path)]
    expect(head).toMatchObject({ status: 200, body: undefined })
    expect(head.headers.get('content-type')).toBe(got.headers.get('content-type'))
  }
  expect((await ask(mock, 'HEAD', '/plants/PLANT99999')).status).toBe(404)
})
