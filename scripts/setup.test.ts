import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../packages/compiler/src/index.ts'

/** What setup reads, in a folder without `node_modules`, as after a clone. */
let clone: string
beforeAll(() => {
  clone = mkdtempSync(join(tmpdir(), 'parlance-setup-'))
  for (const file of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', 'scripts/setup.mjs']) {
    cpSync(join(root, file), join(clone, file))
  }
  mkdirSync(join(clone, 'packages'))
  mkdirSync(join(clone, 'specs'))
})
afterAll(() => rmSync(clone, { recursive: true }))

async function setup(
  env: Record<string, string>,
  ...flags: string[]
): Promise<{ code: number | null; errors: string }> {
  const child = spawn(process.execPath, [...flags, 'scripts/setup.mjs'], {
    cwd: clone,
    env: { ...process.env, ...env },
  })
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  child.stdout.resume()
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, errors }
}

test('without network, the first run says so in one sentence and fails', async () => {
  const env = { npm_config_registry: 'http://127.0.0.1:1', npm_config_cache: join(clone, 'cache') }
  const { code, errors } = await setup(env)
  expect(code).toBe(1)
  expect(errors).toBe(
    '✗ The npm registry cannot be reached, and the first run needs it: connect to the network (or set your proxy or registry for npm) and run the command again.\n',
  )
}, 60_000)

test('a Node that is too old is told from one that is not', async () => {
  const old =
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } })"
  const { code, errors } = await setup({}, '--import', `data:text/javascript,${encodeURIComponent(old)}`)
  expect(code).toBe(1)
  expect(errors).toBe(
    '✗ Parlance needs Node 20 or newer to set itself up, but this is v18.20.4: install a newer one from https://nodejs.org.\n',
  )
})
