import type { ApiDefinition } from './operation.ts'
import type { KernelOptions } from './options.ts'

type Fields = Readonly<Record<string, unknown>>

/**
 * Options with what the environment says where they say nothing: `accessToken` of the provider `chitchats` is
 * `CHITCHATS_ACCESS_TOKEN`. Only what a provider's client needs is looked up; platforms without an environment have none.
 */
export function withEnvironment(definition: ApiDefinition, options: KernelOptions): KernelOptions & Fields {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } }
  const env = process?.env
  const filled: Record<string, unknown> = { ...options }
  for (const option of namesOf(definition)) {
    const value = env?.[variableOf(definition.provider, option)]
    if (filled[option] === undefined && value !== undefined && value !== '') filled[option] = value
  }
  return filled
}

function namesOf({ clientParameters, credentials }: ApiDefinition): string[] {
  const secrets = credentials.flatMap(({ option, flow }) => [
    option,
    ...Object.values(flow?.credentials ?? {}),
  ])
  return [...Object.values(clientParameters), ...secrets, 'environment', 'origin']
}

function variableOf(provider: string, option: string): string {
  return `${provider}_${option.replace(/[A-Z]/g, '_$&')}`.replaceAll('-', '_').toUpperCase()
}
