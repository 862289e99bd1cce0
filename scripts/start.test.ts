import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readSamples } from '../packages/conformance/src/samples.ts'
import { root } from '../packages/compiler/src/index.ts'

/** The machine's own Node, not the one this repository brings. */
const PATH = process.env['PATH']!.split(delimiter)
  .filter((folder) => !folder.includes('node_modules'))
  .join(delimiter)

// Its commands are whole programs: on a busy machine, each takes its time.
describe('a fresh clone', { timeout: 120_000 }, () => {
  const clone = mkdtempSync(join(tmpdir(), 'parlance-clone-'))
  let port: number
  let server: ChildProcess
  let output = ''

  beforeAll(async () => {
    const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
    })
    for (const file of files.trim().split('\n')) {
      if (existsSync(join(root, file))) cpSync(join(root, file), join(clone, file))
    }
    port = await freePort()
    server = npm('start', '--', '--port', String(port))
    await vi.waitUntil(() => /✓ Ready|✗/.test(output), { timeout: 240_000, interval: 200 })
  }, 250_000)

  afterAll(async () => {
    const gone = new Promise((resolve) => server.once('close', resolve))
    process.kill(-server.pid!, 'SIGINT')
    await gone
    rmSync(clone, { recursive: true, force: true })
  }, 60_000)

  function npm(...args: string[]): ChildProcess {
    // A group of its own, so that stopping it stops what npm started.
    const child = spawn('npm', args, { cwd: clone, env: { ...process.env, PATH }, detached: true })
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    return child
  }

  async function run(...args: string[]): Promise<{ code: number | null; text: string }> {
    const before = output.length
    const child = npm(...args)
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
    return { code, text: output.slice(before) }
  }

  test('installs, builds and serves with `npm start`', () => {
    expect(output).toContain('▸ Installing')
    expect(output).toContain(`http://127.0.0.1:${port}/chitchats`)
  })

  test('serves the docs at /', async () => {
    const response = await fetch(`http://127.0.0.1:${port}/`)
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(await response.text()).toContain('Chit Chats')
  })

  test('reaches a created shipment with the README’s first sample', async () => {
    const [sample] = readSamples(join(clone, 'README.md'), 'README.md')
    writeFileSync(join(clone, 'hello.ts'), sample!.code.replaceAll(':4010', `:${port}`))
    const { code, text } = await run('exec', '--', 'node', 'hello.ts')
    expect(text).toMatch(/Created shipment \w{10}, which is unpaid\./)
    expect(text).toContain('It is kept: Jane Doe, Portland')
    expect(code).toBe(0)
  })

  test('does not start on a port that is in use, and says which other to take', async () => {
    const { code, text } = await run('start', '--', '--port', String(port))
    expect(code).not.toBe(0)
    expect(text).toContain(
      `✗ Port ${port} is in use: stop what uses it, or choose another with npm start -- --port ${port + 1}.`,
    )
    expect(text).not.toContain('▸ Installing')
  })

  test('does no work that is done already', async () => {
    const { text } = await run('run', 'build')
    const runs = [...text.matchAll(/Cached:\s+(\d+) cached, (\d+) total/g)]
    expect(runs.length).toBeGreaterThan(0)
    for (const [, cached, total] of runs) expect(cached).toBe(total)
  })
})

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
