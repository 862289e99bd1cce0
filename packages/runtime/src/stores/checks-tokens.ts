import type { Token, TokenStore } from '../tokens.ts'
import { same, type StoreCheck, unique } from './check.ts'

function tokenOf(value: string, age = 0): Token {
  const createdAt = Date.now() - age
  return { value, createdAt, expiresAt: createdAt + 3_600_000 }
}

/**
 * What a {@link TokenStore} with `exclusively` must do.
 *
 * @param stores - Two of them that share everything, as in two processes.
 * @example
 * for (const { name, run } of tokenStoreChecks([first, second])) test(name, run)
 */
export function tokenStoreChecks([one, other]: readonly [
  Required<TokenStore>,
  Required<TokenStore>,
]): StoreCheck[] {
  const check = (name: string, run: () => Promise<void>): StoreCheck => ({ name, run })
  return [
    check('gives what another process has put there, and nothing under other keys', async () => {
      const key = unique()
      const token = { ...tokenOf('t'), refreshToken: 'r' }
      await one.set(key, token)
      same(await other.get(key), token, 'the token')
      same(await other.get(unique()), undefined, 'the token under another key')
    }),
    check('replaces a token by a newer one, and never by an older one', async () => {
      const key = unique()
      await one.set(key, tokenOf('first', 2_000))
      await other.set(key, tokenOf('second', 1_000))
      await one.set(key, tokenOf('made by a process that was asleep', 1_500))
      same((await one.get(key))?.value, 'second', 'the value of the token')
    }),
    check('lets one at a time renew, and gives each what its own renewal gave', async () => {
      const key = unique()
      let inside = 0
      let most = 0
      const renew = async (): Promise<Token> => {
        most = Math.max(most, (inside += 1))
        const token = (await one.get(key)) ?? tokenOf('made once')
        await new Promise((resolve) => setTimeout(resolve, 5))
        await one.set(key, token)
        inside -= 1
        return token
      }
      const tokens = await Promise.all(
        Array.from({ length: 20 }, (_, index) => (index % 2 ? one : other).exclusively(key, renew)),
      )
      same(most, 1, 'how many renew at once')
      same(new Set(tokens.map(({ createdAt }) => createdAt)).size, 1, 'how many tokens there are')
    }),
    check('passes a failure on and lets the next one try', async () => {
      const key = unique()
      const failed = await one
        .exclusively(key, () => Promise.reject(new Error('refused')))
        .catch((error: unknown) => error)
      same(failed instanceof Error && failed.message, 'refused', 'the failure')
      const next = await other.exclusively(key, () => Promise.resolve(tokenOf('next')))
      same(next.value, 'next', 'the value of the next token')
    }),
    check('does not let different keys wait for each other', async () => {
      const [first, second] = [unique(), unique()]
      const token = await one.exclusively(first, () =>
        other.exclusively(second, () => Promise.resolve(tokenOf('inner'))),
      )
      same(token.value, 'inner', 'the value of the token')
    }),
  ]
}
