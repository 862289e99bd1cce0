import type { Bundle } from '../bundle.ts'
import type { Outcome, RuntimeName, Setting } from '../suite/suite.ts'
import { chromium } from './chromium.ts'
import { bun, deno, node22, node24, node26 } from './processes.ts'
import { workerd } from './workerd.ts'

/** How a suite went. */
export interface Run {
  readonly outcomes: readonly Outcome[]
  /** Why the suite did not come to its end, if it did not. */
  readonly crash?: string
}

/** Runs the suite. Rejects with a sentence that says what to do when the runtime is not there. */
export type Runtime = (bundle: Bundle, setting: Setting) => Promise<Run>

export const runtimes: Readonly<Record<RuntimeName, Runtime>> = {
  'node-22': node22,
  'node-24': node24,
  'node-26': node26,
  bun,
  deno,
  workerd,
  chromium,
}
