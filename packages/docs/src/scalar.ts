import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

// The package exports neither its description nor this file, so both are found from its main one.
const packageFolder = join(dirname(createRequire(import.meta.url).resolve('@scalar/api-reference')), '..')

/** Scalar for browsers, which draws the console: one script that loads nothing else. */
export interface Scalar {
  /** Its name among the site's assets. The version is in it, so browsers may keep the file for ever. */
  name: string
  /** Where it is on this machine. */
  file: string
}

/** Finds Scalar among the dependencies. */
export async function findScalar(): Promise<Scalar> {
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string
  }
  return {
    name: `scalar-${version}.js`,
    file: join(packageFolder, 'dist', 'browser', 'standalone.js'),
  }
}
