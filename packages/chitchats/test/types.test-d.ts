import { expectTypeOf, test } from 'vitest'
import {
  createClient,
  isApiError,
  type ErrorBody,
  type Rate,
  type Shipment,
  type ShipmentEnvelope,
} from '@parlance/chitchats'
import type { operations, paths } from '@parlance/chitchats/types'

const chitchats = createClient({ clientId: '999999', accessToken: () => Promise.resolve('token') })

test('a call gives the body as the API sends it', async () => {
  expectTypeOf(await chitchats.shipments.get('K7QX2M9P4D')).toEqualTypeOf<ShipmentEnvelope>()
  expectTypeOf(await chitchats.shipments.delete('K7QX2M9P4D')).toEqualTypeOf<undefined>()
  expectTypeOf(await chitchats.shipments.list()).toEqualTypeOf<Shipment[]>()
})

test('money is text, sizes are numbers, null is told', () => {
  expectTypeOf<Rate['payment_amount']>().toEqualTypeOf<string>()
  expectTypeOf<Shipment['batch_id']>().toEqualTypeOf<number | null>()
})

test('an unknown status is possible, a misspelt field is not', () => {
  const { status } = {} as Shipment
  if (status === 'teleported') throw new Error(status)
  // @ts-expect-error there is no such field
  expectTypeOf<Shipment>().toHaveProperty('stauts')
})

test('requests are closed where the provider refuses', () => {
  // @ts-expect-error not a unit
  void (() => chitchats.shipments.refresh('K7QX2M9P4D', { weight_unit: 'stone' }))
  // @ts-expect-error required fields are missing
  void (() => chitchats.shipments.create({ name: 'Marisol Whitaker' }))
  // @ts-expect-error not a status
  void (() => chitchats.shipments.list({ status: 'lost' }))
})

test('errors are typed by operation and status', async () => {
  const { error } = await chitchats.shipments.get('K7QX2M9P4D').safe()
  if (error?.kind === 'api') expectTypeOf(error.body).toEqualTypeOf<ErrorBody>()
  const caught: unknown = error
  if (isApiError(caught, 'shipments.create', 400)) expectTypeOf(caught.status).toEqualTypeOf<400>()
})

test('the types of openapi-typescript are there for those who use openapi-fetch themselves', () => {
  expectTypeOf<paths>().toHaveProperty('/clients/{client_id}/shipments')
  expectTypeOf<operations>().toHaveProperty('shipments.create')
})
