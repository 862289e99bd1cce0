import { expect, test } from 'vitest'
import { bedsOf } from '../../test/beds.ts'
import { ask, openGarden, openGardenOf, plant } from '../../test/gardening.ts'

/** The keys of so many new beds. */
async function keysOf(id: object, count: number): Promise<unknown[]> {
  const schema = { type: 'object', required: ['id'], properties: { id } }
  await using mock = await openGardenOf(bedsOf(schema))
  const keys = []
  for (let index = 0; index < count; index += 1) keys.push((await ask(mock, 'POST', '/beds', {})).body.id)
  return keys
}

test('keys follow that of the document’s example, in its form', async () => {
  expect(await keysOf({ type: 'string', example: 'BED-098' }, 3)).toEqual(['BED-099', 'BED-100', 'BED-101'])
  expect(await keysOf({ type: 'integer', format: 'int64', example: 7 }, 2)).toEqual([8, 9])
})

test('there is no end of keys, however short the example is', async () => {
  const keys = await keysOf({ type: 'string', example: '1' }, 25)
  expect(keys.slice(7, 11)).toEqual(['9', '10', '11', '12'])
  expect(new Set(keys).size).toBe(25)
  expect(new Set(await keysOf({ type: 'string', example: 'Ä-ö' }, 3)).size).toBe(3)
})

test('without an example, keys are what the schema asks for', async () => {
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
  expect(await keysOf({ type: 'string', format: 'uuid' }, 2)).toEqual([
    expect.stringMatching(uuid),
    expect.stringMatching(uuid),
  ])
  const [first, second] = await keysOf({ type: 'string', pattern: '^B\\d{6}$' }, 2)
  expect([first, second]).toEqual([expect.stringMatching(/^B\d{6}$/), expect.stringMatching(/^B\d{6}$/)])
  expect(first).not.toBe(second)
  expect(await keysOf({ type: 'integer' }, 2)).toEqual([1001, 1002])
  expect(await keysOf({ type: 'string' }, 2)).toEqual(['beds-1001', 'beds-1002'])
})

test('no key is given twice, not even that of a record that is gone or of an example', async () => {
  await using mock = await openGarden({ plants: [{ $example: 'Fern', id: 'PLANT00009' }] })
  const keys = []
  for (const name of ['Aloe', 'Basil']) keys.push((await plant(mock, name))['id'])
  expect(keys).toEqual(['PLANT00008', 'PLANT00010'])
  await ask(mock, 'DELETE', '/plants/PLANT00010')
  expect((await plant(mock, 'Cress'))['id']).toBe('PLANT00011')
})

test('a request that is refused uses up no key', async () => {
  await using mock = await openGarden()
  await ask(mock, 'POST', '/plants', { name: 'x', tags: [1] })
  expect((await plant(mock, 'Aloe'))['id']).toBe('PLANT00008')
})
