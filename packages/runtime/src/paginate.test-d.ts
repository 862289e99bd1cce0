import { assertType, expectTypeOf, test } from 'vitest'
import type { Checkpoint, Page, PagedCall } from './index.ts'

interface Parcel {
  id: string
}
interface Parcels {
  data: Parcel[]
}
declare const parcels: PagedCall<Parcels, Parcel, never>

test('a list is iterated item by item', async () => {
  expectTypeOf(await parcels).toEqualTypeOf<Parcels>()
  for await (const parcel of parcels) expectTypeOf(parcel).toEqualTypeOf<Parcel>()
  expectTypeOf(await Array.fromAsync(parcels)).toEqualTypeOf<Parcel[]>()
})

test('its first items become an array by the means of the platform', async () => {
  expectTypeOf(await Array.fromAsync(parcels.take(10))).toEqualTypeOf<Parcel[]>()
  // @ts-expect-error how many, must be said
  void (() => parcels.take())
  // @ts-expect-error as a number
  void (() => parcels.take('10'))
})

test('a page has items, the body around them, and the place after it', async () => {
  for await (const page of parcels.pages()) {
    expectTypeOf(page).toEqualTypeOf<Page<Parcels, Parcel>>()
    expectTypeOf(page.data).toEqualTypeOf<Parcels>()
    expectTypeOf(page.next).toEqualTypeOf<Checkpoint | undefined>()
  }
})

test('a list from a checkpoint, or ahead of its user, is a list like any other', () => {
  const checkpoint: Checkpoint = { list: 'parcels.list()', query: { page: 2 } }
  expectTypeOf(parcels.from(checkpoint)).toEqualTypeOf(parcels)
  expectTypeOf(parcels.from(checkpoint).prefetch()).toEqualTypeOf(parcels)
  assertType(parcels.from(undefined))
  assertType(parcels.from(null))
  // @ts-expect-error a page number is no checkpoint
  void (() => parcels.from(2))
  // @ts-expect-error of what list, is missing
  void (() => parcels.from({ query: {} }))
})
