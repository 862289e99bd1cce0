import { expect, test } from 'vitest'
import { dueSentence } from './clock.ts'

const now = '2026-03-01T00:00:00.000Z'
const at = (due: string, timer = 'finishPurchase') => ({ due, timer })

test('what is due next is said in words', () => {
  expect(dueSentence(now, [])).toBe('Nothing is due.')
  expect(dueSentence(now, [at('2026-03-01T00:00:03.000Z')])).toBe('Due next: finish purchase, in 3 seconds.')
  expect(dueSentence(now, [at('2026-03-03T00:00:00.000Z'), at('2026-03-04T00:00:00.000Z')])).toBe(
    'Due next: finish purchase, in 2 days, and 1 more later.',
  )
  expect(dueSentence(now, [at('2026-02-28T00:00:00.000Z', 'settle')])).toBe('Due next: settle, now.')
})
