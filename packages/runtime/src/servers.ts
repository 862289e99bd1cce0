import { UsageError } from './errors.ts'
import type { ApiDefinition } from './operation.ts'
import type { KernelOptions } from './options.ts'

/** The URL of each of a provider's servers under the given options, without trailing slashes. */
export function resolveServers(
  { servers }: ApiDefinition,
  { environment = 'production', origin }: KernelOptions,
): string[] {
  return servers.map((server) => {
    const url = server[environment]
    if (url !== undefined) return withoutSlash(origin === undefined ? url : moved(url, origin))
    const known = Object.keys(server).join(', ')
    throw new UsageError(`There is no environment '${environment}'. Choose one of: ${known}.`)
  })
}

/** `https://chitchats.com/api/v1` at `http://localhost:4010/chitchats` is `http://localhost:4010/chitchats/api/v1`. */
function moved(server: string, origin: string | URL): string {
  const path = withoutSlash(new URL(server).pathname)
  const base = withoutSlash(String(origin))
  if (!/^https?:[^?#]+$/i.test(base) || !URL.canParse(base)) {
    throw new UsageError(
      `\`origin\` must be an http or https URL without query, such as 'http://127.0.0.1:4010'.`,
    )
  }
  if (path === '' || !base.endsWith(path)) return base + path
  const suggestion = base.slice(0, -path.length)
  throw new UsageError(`\`origin\` must not include the API's own path. Use '${suggestion}'.`)
}

function withoutSlash(url: string): string {
  return url.replace(/\/$/, '')
}
