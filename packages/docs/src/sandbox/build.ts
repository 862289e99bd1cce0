/** Makes what a page needs to be the mock itself: the worker from the mock's own source, and the way to it. */
import { STATUS_CODES } from 'node:http'
import { join } from 'node:path'
import type { Plugin } from 'esbuild'
import { browserModule } from '../browser-module.ts'
import type { StateFile } from './state-files.ts'

const standIns = join(import.meta.dirname, 'node')

/** What stands in for a module of Node. */
const files: Readonly<Record<string, string>> = {
  'node:assert': 'assert.cjs',
  'node:buffer': 'buffer.ts',
  'node:crypto': 'crypto.ts',
  'node:querystring': 'querystring.ts',
  'node:util': 'util.ts',
}

/** The page's side of the sandbox: `assets/sandbox.js`. */
export function sandboxModule(): Promise<string> {
  return browserModule(join(import.meta.dirname, 'sandbox.ts'))
}

/**
 * The worker's side: `assets/sandbox-worker.js`. It fails when the mock needs something of Node that nothing stands in
 * for.
 *
 * @param state rules and worlds of the providers
 */
export function sandboxWorker(state: readonly StateFile[]): Promise<string> {
  const paths = Object.fromEntries(state.map(({ provider, path }) => [provider, path]))
  return browserModule(join(import.meta.dirname, 'worker.ts'), {
    inject: [join(standIns, 'buffer.ts')],
    define: { 'process.stderr.write': 'console.error', statePaths: JSON.stringify(paths) },
    plugins: [withoutNode],
  })
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
