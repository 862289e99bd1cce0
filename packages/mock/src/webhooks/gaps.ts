import type { Retries } from './definition.ts'

/** Seconds before the first repeat; no provider documents it. */
const firstGap = 10

/** The seconds between the attempts of a delivery that fails, as documented; none where no repeats are. */
export function* gapsOf({ repeats, giveUpAfter, backoff }: Retries = {}): Generator<number, void> {
  if (repeats === undefined && giveUpAfter === undefined) return
  let gap = firstGap
  let passed = 0
  for (let count = 0; count < (repeats ?? Infinity); count++) {
    passed += gap
    if (passed > (giveUpAfter ?? Infinity)) return
    yield gap
    if (backoff === 'exponential') gap *= 2
  }
}
