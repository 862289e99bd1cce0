import { build, type BuildOptions } from 'esbuild'

/**
 * Bundles what runs in a page into one minified module that asks for no other.
 *
 * @param entry the file to begin with, or a text and the folder in which it would stand
 * @param more what else esbuild must know
 * @returns its text, the same for the same source, wherever it is built
 */
export async function browserModule(
  entry: string | { readonly contents: string; readonly resolveDir: string },
  more: Pick<BuildOptions, 'inject' | 'define' | 'plugins'> = {},
): Promise<string> {
  const { outputFiles } = await build({
    ...(typeof entry === 'string' ? { entryPoints: [entry] } : { stdin: entry }),
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
    ...more,
  })
  return outputFiles[0]!.text
}
