import { describe, expect, test } from 'vitest'
import { limitStoreChecks, memoryStore, tokenStoreChecks } from './kit.ts'

describe('a store of limits in memory', () => {
  test.each(limitStoreChecks(memoryStore()))('$name', ({ run }) => expect(run()).resolves.toBeUndefined())
})

describe('a store of tokens in memory', () => {
  const store = memoryStore() as ReturnType<typeof memoryStore>
  test.each(tokenStoreChecks([store, store]))('$name', ({ run }) => expect(run()).resolves.toBeUndefined())
})
