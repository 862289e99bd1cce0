import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { library } from '../test/library.ts'
import { type SpecFiles, startMock, writeSpecs } from '../test/start.ts'

const cli = fileURLToPath(new URL('./cli.ts', import.meta.url))
let specs: SpecFiles
beforeAll(async () => void (specs = await writeSpecs({ library, broken: '{' })))
afterAll(() => specs[Symbol.asyncDispose]())

const launch = (args: string[]) =>
  spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const child = launch(args)
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: code as number, out, err }
}

/** Waits for the ready line and gives everything printed so far. */
async function ready(child: ChildProcess): Promise<string> {
  let out = ''
  for await (const chunk of child.stdout!) {
    out += String(chunk)
    if (out.includes('Ready in')) return out
  }
  throw new Error(`never ready: ${out}`)
}

describe.concurrent('a command that does not serve', () => {
  test('--help shows every flag', async () => {
    const { code, out } = await run('--help')
    expect(code).toBe(0)
    for (const flag of ['--port', '--host', '--spec', '--provider', '--version']) expect(out).toContain(flag)
  })

  test('--version shows the version', async () => {
    expect(await run('--version')).toEqual({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      err: '',
    })
  })

  test.each([
    [['--prot', '4010'], 'Did you mean --port?'],
    [['--wat'], "Unknown option '--wat'. See --help."],
    [['chitchats'], "Unexpected argument 'chitchats'"],
    [['--port', 'x'], '--port must be a number from 0 to 65535, not "x".'],
    [['--port', '70000'], 'not "70000"'],
    [['--spec', 'x'], '--spec must be name=file, not "x".'],
    [['--provider', 'nobody'], 'There is no provider "nobody".'],
  ])('%j is a mistake in one line, and exit code 2', async (args, message) => {
    const { code, out, err } = await run(...args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/^parlance-mock: [^\n]+\n$/)
    expect(err).toContain(message)
  })

  test('a bad spec is one line with the file and what is wrong, and exit code 1', async () => {
    const { code, err } = await run('--spec', `mine=${specs.files['broken']}`)
    expect(code).toBe(1)
    expect(err).toMatch(/^parlance-mock: The spec of "mine" \(.*broken\.json\) is not JSON: [^\n]+\n$/)
  })

  test('a busy port is one line with a way out, and exit code 1', async () => {
    await using mock = await startMock()
    const { port } = new URL(mock.url)
    const { code, err } = await run('--port', port, '--spec', `library=${specs.files['library']}`)
    expect([code, err]).toEqual([
      1,
      `parlance-mock: Port ${port} is in use. Stop the other process or choose another: --port ${Number(port) + 1}\n`,
    ])
  })
})

describe.concurrent('a command that serves', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'prints where, and stops on %s with exit code 0',
    async (signal) => {
      const child = launch(['--port', '0', '--spec', `library=${specs.files['library']}`])
      const out = await ready(child)
      const url = /library +(http:\/\/127\.0\.0\.1:\d+\/library) +14 operations/.exec(out)?.[1]
      expect(out).toMatch(/Ready in \d+ ms/)
      const agent = new Agent({ keepAlive: true })
      await new Promise<void>((done) =>
        get(`${url}/covers/1.json`, { agent }, (r) => r.resume().on('end', done)),
      )
      child.kill(signal)
      expect(await once(child, 'exit')).toEqual([0, null])
      agent.destroy()
    },
  )
})
