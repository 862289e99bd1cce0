import { expect, test } from 'vitest'
import { gapsOf } from './gaps.ts'

test.each([
  ['nothing is documented', {}, []],
  ['a number of repeats is', { repeats: 3 }, [10, 10, 10]],
  ['the end is', { giveUpAfter: 35 }, [10, 10, 10]],
  ['the end is, and the gaps grow', { giveUpAfter: 100, backoff: 'exponential' as const }, [10, 20, 40]],
  ['both are: the sooner counts', { repeats: 2, giveUpAfter: 100 }, [10, 10]],
  ['the end comes before the first repeat', { giveUpAfter: 5 }, []],
])('when %s, repeats come after these seconds', (_, retries, gaps) => {
  expect([...gapsOf(retries)]).toEqual(gaps)
})
