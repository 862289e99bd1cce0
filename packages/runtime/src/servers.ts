import { UsageError } from './errors.ts'
import type { ApiDefinition } from './operation.ts'
import type { KernelOptions } from './options.ts'

/** The URL of each of a provider's servers under the given options, without trailing slashes. */
export function resolveServers(
  definition: ApiDefinition,
  { environment = 'production', origin }: KernelOptions,
): string[] {
  return definition.servers.map((server) => {
    const url = server[environment]
    if (url === undefined) throw unknownEnvironment(environment, Object.keys(server))
    return withoutSlash(origin === undefined ? url : moved(url, origin))
  })
}

function unknownEnvironment(environment: string, known: string[]): UsageError {
  return new UsageError(`There is no environment '${environment}'. Choose one of: ${known.join(', ')}.`)
}

/** `https://chitchats.com/api/v1` at `http://localhost:4010/chitchats` is `http://localhost:4010/chitchats/api/v1`. */
function moved(server: string, origin: string | URL): string {
  const path = withoutSlash(new URL(server).pathname)
  const base = withoutSlash(parse(origin).href)
  if (path !== '' && base.endsWith(path)) {
    const suggestion = base.slice(0, -path.length)
    throw new UsageError(`\`origin\` must not include the API's own path. Use '${suggestion}'.`)
  }
  return base + path
}

function parse(origin: string | URL): URL {
  const url = URL.parse(String(origin))
  if (url && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '') return url
  throw new UsageError(
    `\`origin\` must be an http or https URL without query, such as 'http://127.0.0.1:4010'.`,
  )
}

function withoutSlash(url: string): string {
  return url.endsWith('/') ? url.slice(0, -1) : url
}
