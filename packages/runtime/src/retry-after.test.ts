import { expect, test } from 'vitest'
import { retryAfter } from './retry-after.ts'

const asking = (header: string) => new Headers({ 'retry-after': header })
const now = Date.parse('2026-03-02T10:00:00Z')

test.each([
  ['120', 120],
  ['0', 0],
  ['Mon, 02 Mar 2026 10:00:30 GMT', 30],
  ['Mon, 02 Mar 2026 09:00:00 GMT', 0],
])('%s is %i seconds', (header, seconds) => expect(retryAfter(asking(header), now)).toBe(seconds))

test.each(['', '-1', '1.5', 'soon', '2026-03-02'])('%j is no wait at all', (header) =>
  expect(retryAfter(asking(header), now)).toBeUndefined(),
)

test('no header is no wait at all', () => expect(retryAfter(new Headers(), now)).toBeUndefined())
