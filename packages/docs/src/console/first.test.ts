import { listProviders, readProvider } from '@parlance/compiler'
import { expect, test } from 'vitest'
import { bundle } from '../../test/fixture.ts'
import { readModel } from '@parlance/compiler'
import { creates, firstToTry, tryPath } from './first.ts'

test('the first operation to try creates something, where one of the provider does', () => {
  const { model, document } = readProvider('chitchats')
  const { id } = firstToTry(model, document)
  expect(id).toBe('shipments.create')
  expect(creates(document, id)).toBe(true)
  expect(tryPath(model, id)).toBe('reference/chitchats/?try=shipments.create#/shipments/shipments.create')
})

test('every provider has one that takes a body and needs an account', () => {
  for (const name of listProviders()) {
    const { model, document } = readProvider(name)
    expect(firstToTry(model, document)).toMatchObject({ method: 'POST', anonymous: false })
  }
})

test('where no operation takes a body, it is the simplest read', () => {
  expect(firstToTry(readModel('acme', bundle), bundle).id).toBe('widgets.list')
})
