import type { ApiDefinition } from './operation.ts'
import type { KernelOptions } from './options.ts'

/**
 * Options with what the environment says where they say nothing: `accessToken` of the provider `chitchats` is
 * `CHITCHATS_ACCESS_TOKEN`. Only what a provider's client needs is looked up; platforms without an environment have none.
 */
export function withEnvironment(
  { provider, clientParameters, credentials }: ApiDefinition,
  options: KernelOptions,
): KernelOptions & Readonly<Record<string, unknown>> {
  const { env = {} } =
    (globalThis as { process?: { env?: Record<string, string | undefined> } }).process ?? {}
  const filled: Record<string, unknown> = { ...options }
  const names = credentials.flatMap(({ option, flow }) => [option, ...(flow?.options ?? [])])
  for (const option of [...names, ...Object.values(clientParameters), 'environment', 'origin']) {
    filled[option] ??= env[variableOf(provider, option)] || undefined
  }
  return filled
}

function variableOf(provider: string, option: string): string {
  return `${provider}_${option.replace(/[A-Z]/g, '_$&')}`.replace(/-/g, '_').toUpperCase()
}
