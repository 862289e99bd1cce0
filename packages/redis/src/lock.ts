import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { script } from './script.ts'

const takeScript = script(`
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 1 end
return 0
`)

/** Only the owner may end it: after its time it may be somebody else's. */
const endScript = script(`
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
`)

/** Runs a script within the time limit. */
export type Runner = (text: typeof takeScript, keys: string[], args: string[]) => Promise<unknown>

/**
 * Waits for a lock and gives the way to end it.
 *
 * @param milliseconds - After this it ends by itself, for when its owner is no more.
 * @throws Whatever the store throws when it cannot be reached.
 */
export async function takeLock(
  runner: Runner,
  key: string,
  milliseconds: number,
): Promise<() => Promise<unknown>> {
  const owner = randomUUID()
  while ((await runner(takeScript, [key], [owner, String(milliseconds)])) !== 1) {
    // Many wait for the same moment, and should not come together.
    await sleep(20 + Math.random() * 60)
  }
  return () => runner(endScript, [key], [owner])
}
