import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { createKeyedBudget } from './limiter-keys.ts'
import type { CallContext } from './onion.ts'

test('keys that are no longer in use are forgotten', async () => {
  setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc') as () => void
  const budget = createKeyedBudget({ name: 'row', requests: 1, window: 0.01 }, 1)
  const anyCall = { deadlineAt: Infinity } as CallContext
  const use = async (id: string): Promise<WeakRef<readonly string[]>> => {
    const key = [id]
    const settle = await budget.enter(id, key, anyCall)
    settle(true)
    return new WeakRef(key)
  }
  const old = [await use('a'), await use('b')]
  await expect.poll(() => budget.state()).toEqual([])
  const recent = await use('c')
  await expect.poll(() => (collectGarbage(), old.map((key) => key.deref()))).toEqual([undefined, undefined])
  expect(recent.deref()).toEqual(['c'])
})
