import { listProviders, readProvider } from '@parlance/compiler'
import { expect, test } from 'vitest'
import { consoleData } from '../../data.ts'
import { targetOf } from './target.ts'

const operations = (name: string) => {
  const { model, document } = readProvider(name)
  return consoleData(model, document).operations
}
const target = (provider: string, id: string, collection: string) =>
  targetOf(
    operations(provider).find((one) => one.id === id)!,
    collection,
  )

test.each(listProviders())(
  'single records of %s are read, changed and deleted by ids of their collection',
  (name) => {
    const single = operations(name).filter(
      ({ id, args }) => /\.(get|update|delete)$/.test(id) && args.length === 1,
    )
    expect(single.length).toBeGreaterThan(2)
    for (const operation of single)
      expect(targetOf(operation, operation.id.split('.')[0]!)).toBe(operation.args[0]!.name)
  },
)

test('of two parameters, each takes the ids of its own collection', () => {
  expect(target('chatkitty', 'channels.removeMember', 'channels')).toBe('id')
  expect(target('chatkitty', 'channels.removeMember', 'users')).toBe('user_id')
})

test('a path without the name of the collection can have it in a parameter', () => {
  expect(target('chitchats', 'tracking.get', 'shipments')).toBe('shipment_id')
})

test('ids of something else fit nowhere', () => {
  expect(target('chitchats', 'shipments.get', 'batches')).toBeUndefined()
  expect(target('chitchats', 'shipments.create', 'shipments')).toBeUndefined()
})
