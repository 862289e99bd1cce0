/** Choices that chance makes. */
import type { Random } from '../faults/random.ts'

export type { Random } from '../faults/random.ts'

/** One of several. */
export function pick<T>(all: readonly T[], random: Random): T {
  return all[Math.floor(random() * all.length)]!
}

/** A whole number, both limits included. */
export function between(low: number, high: number, random: Random): number {
  return low + Math.floor(random() * (high - low + 1))
}

/** Whether something happens that happens in this share of cases. */
export function happens(share: number, random: Random): boolean {
  return random() < share
}
