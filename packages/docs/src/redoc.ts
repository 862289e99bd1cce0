import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { digest } from './policy.ts'

// The CLI carries the very file that its pages load from the vendor's CDN; `redoc` itself does not install.
const packageFolder = dirname(createRequire(import.meta.url).resolve('@redocly/cli/package.json'))

// The one thing Redoc fetches from elsewhere: its maker's logo, beside "API docs by".
const logo = /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(-full)?\.svg/g

/** The Redocly command line, to be run by this very Node. */
export const redoclyCli: string = join(packageFolder, 'bin', 'cli.js')

/** Name of Redoc among the site's assets. The version is in it, so browsers may keep the file for ever. */
export function redocName(version: string): string {
  return `redoc-${version}.js`
}

/**
 * Redoc for browsers, belonging to the pages `build-docs` makes. It asks for nothing from another host: the address of
 * the maker's logo is replaced by an empty one, at which Redoc leaves the image out. The words around it stay.
 */
export async function redocScript(): Promise<string> {
  const script = await readFile(join(packageFolder, 'lib', 'chunks', 'redoc.standalone.js'), 'utf8')
  const found = script.match(logo)?.length ?? 0
  if (found !== 2)
    throw new Error(`Redoc names its logo ${found} times instead of 2: adapt packages/docs/src/redoc.ts.`)
  return script.replace(logo, 'data:,')
}

/** The `integrity` that pages demand of Redoc. */
export function integrityOf(script: string): string {
  return `sha384-${digest('sha384', script)}`
}
