/** A client and a mock in one process, with everything that passes between them on record. */
import { createMock, type Mock, type MockOptions } from '@parlance/mock'
import { type AnyClient, type AnyClientOptions, clientOf } from '../client.ts'
import type { Fetch } from '../round-trip/trip.ts'
import type { Stage } from './agreement.ts'

/** A request, and what it was answered with. */
export interface Passed {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly body: RequestInit['body']
  /** 0 while there is no answer, and when there was none. */
  status: number
}

export interface Line extends AsyncDisposable {
  readonly mock: Mock
  readonly origin: string
  readonly passed: readonly Passed[]
  /** Sends past any client. */
  readonly fetch: Fetch
  /** A client at this end. */
  client(options?: AnyClientOptions): Promise<AnyClient>
  /** Waits for work that waits for time: whenever nothing is under way, time passes until the next timer rings. */
  settle<T>(work: Promise<T>): Promise<T>
}

/** How often something may be waited for before it counts as never coming. */
const patience = 200_000

/** Opens a line for a stage. */
export async function openLine(stage: Stage, options: MockOptions = {}): Promise<Line> {
  const mock = await createMock({ providers: [stage.provider], listen: false, journal: 0, ...options })
  const passed: Passed[] = []
  let underWay = 0
  const inner = stage.atMock((url, init) => mock.fetch(url, init))
  const record: Fetch = async (url, init) => {
    const { method = 'GET', headers, body } = init
    const one: Passed = {
      method,
      url: new URL(url),
      headers: new Headers(headers),
      body: body ?? null,
      status: 0,
    }
    passed.push(one)
    underWay += 1
    try {
      const response = await inner(url, init)
      one.status = response.status
      return response
    } finally {
      underWay -= 1
    }
  }
  const fetch = stage.atClient(record)
  return {
    mock,
    origin: mock.urlOf(stage.provider),
    passed,
    fetch: record,
    client: (more = {}) => clientOf(stage.model, mock.urlOf(stage.provider), { fetch, ...more }),
    async settle(work) {
      const state = { isOver: false, idle: 0 }
      const end = () => void (state.isOver = true)
      work.then(end, end)
      for (let turn = 0; turn < patience; turn += 1) {
        await new Promise((resolve) => void setImmediate(resolve))
        if (state.isOver) return work
        state.idle = underWay > 0 ? 0 : state.idle + 1
        if (state.idle > 5) await stage.clock.next()
      }
      throw new Error('It waits for something that never comes.')
    },
    [Symbol.asyncDispose]: () => mock.close(),
  }
}
