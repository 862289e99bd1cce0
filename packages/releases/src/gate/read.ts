import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Reads the API report of a client as it is now. */
export function reportOf(root: string, provider: string): string {
  const file = join(root, 'packages', provider, 'api.md')
  if (!existsSync(file))
    throw new Error(`packages/${provider}/api.md is missing. Run \`npm run build\`, which makes it.`)
  return readFileSync(file, 'utf8')
}
