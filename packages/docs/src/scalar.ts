import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

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

const sandbox = fileURLToPath(new URL('./sandbox/sandbox.ts', import.meta.url))

/** The page's side of the mock inside it, as one module: what Scalar's requests are answered by. */
export async function pageSandbox(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [sandbox],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  })
  return outputFiles[0]!.text
}
