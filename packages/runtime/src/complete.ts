/** What `createClient` adds to the options of a kernel; standalone functions pay for it only where it is asked for. */
import { withEnvironment } from './environment.ts'
import { observed, type ObserverOptions } from './observers.ts'
import type { KernelOptions } from './options.ts'
import { warnInPage } from './page.ts'

/** What must be known of a provider for that. Generated. */
export interface Completion {
  readonly provider: string
  /** Client options that are secret. */
  readonly secrets: readonly string[]
  /** Client option → environment variable that stands in for it. */
  readonly variables: Readonly<Record<string, string>>
}

/** Fills options from the environment, warns of secrets in web pages, and serves `log` and the diagnostics channel. */
export function complete<Options extends KernelOptions & ObserverOptions>(
  completion: Completion,
  options: Options,
): Options {
  const filled = withEnvironment(completion, options)
  warnInPage(completion, filled)
  return observed(filled)
}
