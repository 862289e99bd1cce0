/** Makes the program of the worker from the mock's own source. */
import { STATUS_CODES } from 'node:http'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'

const standIns = join(import.meta.dirname, 'node')

/** What stands in for a module of Node. */
const files: Readonly<Record<string, string>> = {
  'node:assert': 'assert.cjs',
  'node:buffer': 'buffer.ts',
  'node:crypto': 'crypto.ts',
  'node:querystring': 'querystring.ts',
  'node:util': 'util.ts',
}

/**
 * Bundles the worker: one minified module that asks for no other. It fails when the mock needs something of Node that
 * nothing stands in for.
 *
 * @returns its text, the same for the same source
 */
export async function sandboxWorker(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'worker.ts')],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    inject: [join(standIns, 'buffer.ts')],
    define: { 'process.stderr.write': 'console.error' },
    plugins: [withoutNode],
    logLevel: 'silent',
  })
  return outputFiles[0]!.text
}

const withoutNode: Plugin = {
  name: 'without-node',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^node:/ }, ({ path, importer }) => {
      if (path === 'node:http') return { path, namespace: 'status-codes' }
      const file = files[path]
      if (file !== undefined) return { path: join(standIns, file) }
      const text = `${path} is not there in a page. Give it a stand-in beside the others, or keep it out of ${importer}.`
      return { errors: [{ text }] }
    })
    // Node's own names of the statuses, so that both mocks have the same.
    onLoad({ filter: /.*/, namespace: 'status-codes' }, () => ({
      contents: `export const STATUS_CODES = ${JSON.stringify(STATUS_CODES)}`,
    }))
  },
}
