/** Gives an order to whoever keeps the data, and looks at what there is then. */
import type { Kept, KeptOrder } from '../../../sandbox/kept.ts'
import { openPageMock } from '../page-mock.ts'
import { isMockAt, type Place } from '../place.ts'
import { keptAt, NoState } from './mock.ts'

export type Looked =
  /** `from` says whose data it is. */
  | { kind: 'kept'; kept: Kept; from: string }
  /** There is nothing to see, why, and commands that help. */
  | { kind: 'none'; reason: string; commands: readonly string[] }

/** Never throws. */
export async function give(order: KeptOrder, place: Place, provider: string): Promise<Looked> {
  const { kind, origin } = place
  try {
    if (kind === 'page')
      return { kind: 'kept', kept: await (await openPageMock()).kept(provider, order), from: 'page' }
    return await giveMock(order, origin, provider)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { kind: 'none', reason: `The data cannot be shown: ${reason}`, commands: [] }
  }
}

async function giveMock(order: KeptOrder, origin: string, provider: string): Promise<Looked> {
  const start = 'npx @parlance/mock --stateful'
  // A mock is controlled by pages of its own origin only.
  if (origin !== location.origin) {
    const reason = `The mock at ${origin} shows its data to no page from elsewhere. Ask it in a terminal:`
    return { kind: 'none', reason, commands: [`curl '${origin}/__mock/state?provider=${provider}'`] }
  }
  if (!(await isMockAt(origin, provider)))
    return { kind: 'none', reason: `No mock answers at ${origin}. Start one:`, commands: [start] }
  try {
    return { kind: 'kept', kept: await keptAt(`${origin}/__mock`, provider, order), from: origin }
  } catch (error) {
    if (!(error instanceof NoState)) throw error
    const reason = `The mock at ${origin} keeps no data: whatever is sent, it shows what the contract shows. This one does:`
    return { kind: 'none', reason, commands: [start] }
  }
}
