/** Chance that can be repeated: the same seed gives the same numbers. */

import { Random as Numbers, stateFor } from '../random.ts'

/** Numbers from 0 up to 1, drawn one after the other. */
export type Random = () => number

/** A source of numbers for a text: the same text gives the same numbers. */
export function randomFrom(text: string): Random {
  const numbers = new Numbers(stateFor(text))
  return () => numbers.next()
}

/** A number around a median that is drawn from a log-normal distribution. */
export function logNormal(median: number, sigma: number, random: Random): number {
  // Box-Muller; 0 has no logarithm.
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return median * Math.exp(sigma * normal)
}
