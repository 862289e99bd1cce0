import type { Completion } from './complete.ts'

/** Options with what the environment says where they say nothing; platforms without an environment say nothing. */
export function withEnvironment<Options extends object>(
  { variables }: Pick<Completion, 'variables'>,
  options: Options,
): Options {
  const { env = {} } =
    (globalThis as { process?: { env?: Record<string, string | undefined> } }).process ?? {}
  const filled = { ...options } as Record<string, unknown>
  for (const [option, variable] of Object.entries(variables)) filled[option] ??= read(env, variable)
  return filled as Options
}

/** Deno may refuse, and a client can do without. */
function read(env: Record<string, string | undefined>, variable: string): string | undefined {
  try {
    return env[variable] || undefined
  } catch {
    return undefined
  }
}
