import type { Completion } from './complete.ts'
import type { KernelOptions } from './options.ts'

/** Whether this code runs in a web page or one of its workers. */
function isPage(): boolean {
  const scope = globalThis as { document?: unknown; importScripts?: unknown }
  return scope.document !== undefined || scope.importScripts !== undefined
}

/** A secret in a page is everybody's: told once for each client, and not at all to who knows what they do. */
export function warnInPage({ provider, secrets }: Completion, options: KernelOptions): void {
  if (options.allowInPage || !isPage()) return
  const fields = options as Readonly<Record<string, unknown>>
  const used = secrets.filter((name) => typeof fields[name] === 'string').map((name) => `\`${name}\``)
  if (used.length === 0) return
  console.warn(
    `@parlance/${provider}: whoever opens this page can read ${used.join(' and ')}. Call the API from a server, or set \`allowInPage: true\` if this is what you want.`,
  )
}
