/** Bytes that a program puts into a bundle. */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/** A bundle for browsers: everything inside, minified. */
export interface Bundle {
  readonly text: string
  /** Bytes, minified. */
  readonly minified: number
  /** Bytes, minified and compressed with gzip at level 9. */
  readonly gzip: number
}

/** Bundles a program as a web page would load it. */
export async function bundle(program: string): Promise<Bundle> {
  const { outputFiles } = await build({
    entryPoints: [program],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    logLevel: 'silent',
  })
  const { contents, text } = outputFiles[0]!
  return { text, minified: contents.length, gzip: gzipSync(contents, { level: 9 }).length }
}

/** Bundles a module for Node into a file, readable, for a measurement that runs it. */
export async function bundleForNode(module: string, outfile: string): Promise<string> {
  await build({
    entryPoints: [module],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node26',
    logLevel: 'silent',
  })
  return readFileSync(outfile, 'utf8')
}
