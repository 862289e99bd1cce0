/** The world that the mock begins with: the bicycle workshop of the examples. */
import { type ChatKitty, createClient } from '@parlance/chatkitty'
import { createMock, type Mock } from '@parlance/mock'

export const ines = { id: 73101, name: 'ines.okafor@harbourbikes.example' }
export const tomasz = { id: 73102, name: 'tomasz.wilk@harbourbikes.example' }
export const priya = { id: 73103, name: 'priya.raman@harbourbikes.example' }

/** A public channel, a private one and a direct one. */
export const [news, repair, direct] = [51201, 51202, 51203] as const

/** Starts a mock that keeps state, and a client of it. */
export async function startWorkshop(): Promise<{ mock: Mock; chatkitty: ChatKitty }> {
  const mock = await createMock(['chatkitty'], { stateful: true, listen: false })
  return { mock, chatkitty: createClient({ accessToken: 'secret-token', ...mock.optionsFor('chatkitty') }) }
}

/** The ids of everything in a list, over all its pages. */
export async function idsOf(list: AsyncIterable<{ id: number }>): Promise<number[]> {
  return (await Array.fromAsync(list)).map(({ id }) => id)
}

/** The status that a call is answered with: 200, or that of its error. */
export async function statusOf(call: { safe(): PromiseLike<{ error?: unknown }> }): Promise<number> {
  const { error } = await call.safe()
  if (error === undefined) return 200
  if (error instanceof Error && 'status' in error) return Number(error.status)
  throw error
}
