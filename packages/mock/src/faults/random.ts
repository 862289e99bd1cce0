/** Chance that can be repeated: the same seed gives the same numbers. */

/** Numbers from 0 up to 1, drawn one after the other (mulberry32). */
export type Random = () => number

/** A source of numbers for a text: the same text gives the same numbers. */
export function randomFrom(text: string): Random {
  let state = hash(text)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A number around a median that is drawn from a log-normal distribution. */
export function logNormal(median: number, sigma: number, random: Random): number {
  // Box-Muller; 0 has no logarithm.
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return median * Math.exp(sigma * normal)
}

/** FNV-1a, which spreads even similar texts. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  return value
}
