/** How many documents are tried, and which. */
import type { Parameters } from 'fast-check'

/** The same documents in every run of the tests; more, or others, as `PARLANCE_RUNS` and `PARLANCE_SEED` say. */
export function settingsFor(usual: number): Parameters<unknown> & { numRuns: number; seed: number } {
  const { PARLANCE_RUNS: runs, PARLANCE_SEED: seed } = process.env
  return { numRuns: Number(runs ?? usual), seed: Number(seed ?? 20_261_121) }
}

/** More runs need more time. */
export const patience = 60_000 * Math.max(1, Number(process.env['PARLANCE_RUNS'] ?? 1) / 100)
