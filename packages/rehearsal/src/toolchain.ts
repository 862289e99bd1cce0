/** What users check our types with. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Releases of TypeScript that our types promise to work with: the last of each line that users still have. */
export const typescripts = { '5.9': '5.9.3', '6': '6.0.3', '7': '7.0.2' } as const

export type TypeScript = keyof typeof typescripts

/** What is installed into a project to check it, as `devDependencies`. */
export const toolchain: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(typescripts).map(([line, version]) => [`typescript-${line}`, `npm:typescript@${version}`]),
  ),
  '@types/node': ownVersion('@types/node'),
}

function ownVersion(name: string): string {
  const file = join(import.meta.dirname, '..', 'node_modules', name, 'package.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}
