/** The world that the mock begins with: the dog groomers of the examples, and people they write to. */
import { type Chatti, createClient, isApiError, type MmsSend, type SmsSend } from '@parlance/chatti'
import type { Mock, MockOptions } from '@parlance/mock'
import { startMock } from '@parlance/mock/testing'

export const priya = { id: 'c4a87e10-2d5f-4b96-a3e1-5f08b7d6c921', mobile: '61491570156' }
export const callum = { id: '7d92f3b6-0e48-4c1a-95d7-b3a6e0c8214f', mobile: '61491570157' }
/** Has opted out as a contact. */
export const jonah = { id: '92be5d73-a106-4f8c-b7e9-30c5d8f1467a', mobile: '61491570313' }
/** No message reaches her number. */
export const zoe = { id: '2b81f6c4-9e37-40da-86f5-c1d7a0e93b58', mobile: '61491570158' }
/** A number that has opted out, of nobody we know. */
export const blocked = '61491570006'
/** A number that nothing is known of. */
export const stranger = '61491570737'

export const sms: SmsSend = {
  to: `+${priya.mobile}`,
  from: 'Wattle Paws',
  message: 'Hi Priya, Biscuit is ready to go home.',
  reference: 'booking-2291',
}
export const mms: MmsSend = {
  to: `+${priya.mobile}`,
  from: 'Wattle Paws',
  message: 'Fresh and fluffy!',
  url: 'https://wattlepaws.example/media/biscuit.jpg',
}

export const minute = 60

/** Starts a mock that keeps state, its clock standing still, and a client of it. */
export async function openSalon(options: MockOptions = {}): Promise<{ mock: Mock; chatti: Chatti }> {
  const mock = await startMock(['chatti'], { stateful: true, ...options })
  mock.clock.freeze()
  return { mock, chatti: createClient({ apiKey: 'any', ...mock.optionsFor('chatti') }) }
}

/** What a call is refused with: status, code and sentence. */
export async function refusal(call: PromiseLike<unknown>): Promise<unknown[]> {
  const error: unknown = await Promise.resolve(call).then(
    () => undefined,
    (caught: unknown) => caught,
  )
  if (!isApiError(error)) throw error ?? new Error('The call succeeded.')
  const { code, message } = error.body as { code?: number; message?: string }
  return [error.status, code, message]
}

export const optedOut = [403, 9998, 'The recipient has opted out of receiving messages']
export const notFound = [404, undefined, 'Not found']
