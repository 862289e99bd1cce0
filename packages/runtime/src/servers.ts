import { mustBe } from './errors.ts'
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
    throw mustBe('environment', `one of ${Object.keys(server).join(', ')}`, environment)
  })
}

/** `https://chitchats.com/api/v1` at `http://localhost:4010/chitchats` is `http://localhost:4010/chitchats/api/v1`. */
function moved(server: string, origin: string | URL): string {
  const path = withoutSlash(new URL(server).pathname)
  const base = withoutSlash(String(origin))
  if (/^https?:[^?#]+$/i.test(base) && URL.canParse(base) && !(path && base.endsWith(path)))
    return base + path
  throw mustBe('origin', `an http or https URL without query and without the API’s own ${path}`, base)
}

function withoutSlash(url: string): string {
  return url.replace(/\/$/, '')
}
