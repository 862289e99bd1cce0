import type { Completion } from './complete.ts'

/** Options with what the environment says where they say nothing; platforms without an environment say nothing. */
export function withEnvironment<Options extends object>(
  { variables }: Pick<Completion, 'variables'>,
  options: Options,
): Options {
  const { env = {} } =
    (globalThis as { process?: { env?: Record<string, string | undefined> } }).process ?? {}
  const filled = { ...options } as Record<string, unknown>
  for (const [option, variable] of Object.entries(variables)) filled[option] ??= env[variable] || undefined
  return filled as Options
}
