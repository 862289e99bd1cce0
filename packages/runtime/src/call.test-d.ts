import { assertType, expectTypeOf, test } from 'vitest'
import type { ApiError, ApiErrorGuard, Call, OperationError, PagedCall, TransportError } from './index.ts'

interface Parcel {
  id: string
}
interface Refusal {
  message: string
}
interface Bodies {
  'parcels.get': { 404: Refusal; 500: string }
}
type GetError = OperationError<Bodies, 'parcels.get'>
declare const get: Call<Parcel, GetError>
declare const isApiError: ApiErrorGuard<Bodies>

test('awaiting gives the data', async () => {
  expectTypeOf(await get).toEqualTypeOf<Parcel>()
})

test('a safe outcome is told apart by its error', async () => {
  const outcome = await get.safe()
  if (outcome.error === undefined) expectTypeOf(outcome.data).toEqualTypeOf<Parcel>()
  else expectTypeOf(outcome.error).toEqualTypeOf<GetError | TransportError>()
})

test('the status of an error tells the type of its body', async () => {
  const { error } = await get.safe()
  if (error?.kind === 'api' && error.status === 404) expectTypeOf(error.body).toEqualTypeOf<Refusal>()
  if (error?.kind === 'api' && error.status === 500) expectTypeOf(error.body).toEqualTypeOf<string>()
})

test('the guard narrows by operation and status', () => {
  const caught: unknown = undefined
  if (isApiError(caught)) expectTypeOf(caught).toEqualTypeOf<ApiError>()
  if (isApiError(caught, 'parcels.get', 404)) expectTypeOf(caught.body).toEqualTypeOf<Refusal>()
  // @ts-expect-error this operation does not exist
  isApiError(caught, 'parcels.list')
  // @ts-expect-error this status is not documented
  isApiError(caught, 'parcels.get', 418)
})

test('a list is iterated item by item', async () => {
  const list = {} as PagedCall<Parcel[], Parcel, GetError>
  expectTypeOf(await list).toEqualTypeOf<Parcel[]>()
  for await (const parcel of list) assertType<Parcel>(parcel)
})
