/** Stages in a test: with time that stands still, unless sockets need the time of the world. */
import { readProvider } from '@parlance/compiler'
import { vi } from 'vitest'
import { readContract } from '../requests/contract.ts'
import type { Settings } from '../suite/settings.ts'
import { createValidator } from '../validator.ts'
import type { Agreement, Clock, Finding, Stage } from './agreement.ts'

const clock: Clock = {
  now: () => performance.now(),
  advance: async (milliseconds) => void (await vi.advanceTimersByTimeAsync(milliseconds)),
  next: async () => void (await vi.advanceTimersToNextTimerAsync()),
}

/** A stage for a provider, on which nothing misbehaves but what is planted. */
export function stageFor(provider: string, settings: Settings, planted: Partial<Stage> = {}): Stage {
  const { document, model } = readProvider(provider)
  return {
    provider,
    document,
    model,
    settings,
    clock,
    validator: createValidator(document),
    operations: new Map(readContract(document).map((operation) => [operation.id, operation])),
    atMock: (fetch) => fetch,
    atClient: (fetch) => fetch,
    atDelivery: (delivery) => delivery,
    ...planted,
  }
}

/** Tries an agreement, in a time of its own where it can have one. */
export async function tryOn(stage: Stage, agreement: Agreement): Promise<Finding | undefined> {
  if (agreement.inRealTime) return agreement.try(stage)
  const toFake = [
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
    'Date',
    'performance',
  ] as const
  vi.useFakeTimers({ toFake: [...toFake] })
  try {
    return await agreement.try(stage)
  } finally {
    vi.useRealTimers()
  }
}
