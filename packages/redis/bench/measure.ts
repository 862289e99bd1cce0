/** What a call costs with its budget in Redis, beside the limiter in memory. */
import { createClient } from '@parlance/chitchats'
import type { SharedLimits } from '@parlance/runtime'

/** How a client keeps its budget. */
export interface Side {
  readonly name: string
  readonly shared: SharedLimits | undefined
}

/** Microseconds for a call. */
export interface Cost {
  /** From its beginning to its end, when nothing else is under way. */
  readonly alone: number
  /** When a hundred are made at once, over all. */
  readonly together: number
}

const atOnce = 100

/** Enough for every round: nobody waits for a budget here. */
const share = 1_000

/** Measures one side once. The provider answers at once, in the process. */
export async function measure({ shared }: Side, calls: number): Promise<Cost> {
  const chitchats = createClient({
    clientId: '1',
    accessToken: 't',
    rateLimit: { share, shared },
    fetch: () => Promise.resolve(Response.json({ count: 1 })),
  })
  const call = () => chitchats.shipments.count()
  for (let index = 0; index < calls / 10; index += 1) await call()

  const alone = await timed(async () => {
    for (let index = 0; index < calls; index += 1) await call()
  })
  const together = await timed(async () => {
    for (let index = 0; index < calls; index += atOnce)
      await Promise.all(Array.from({ length: atOnce }, call))
  })
  return { alone: (alone / calls) * 1000, together: (together / calls) * 1000 }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}
