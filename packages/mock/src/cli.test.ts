import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { club } from '../test/club.ts'
import { writeTree } from '../test/files.ts'
import { garden } from '../test/garden.ts'
import { library } from '../test/library.ts'
import { flags } from './flags.ts'
import { jsonBody, type SpecFiles, startMock, writeSpecs } from '../test/start.ts'

const cli = fileURLToPath(new URL('./cli.ts', import.meta.url))
let specs: SpecFiles
beforeAll(async () => void (specs = await writeSpecs({ library, club, lists, broken: '{' })))
afterAll(() => specs[Symbol.asyncDispose]())

const lists = {
  openapi: '3.1.0',
  info: { title: 'Lists', version: '1' },
  'x-rate-limits': [{ name: 'once', requests: 1, window: 60, scope: ['ip'] }],
  paths: {
    '/list': {
      get: {
        'x-redoclyPagination': { style: 'page', offsetParam: 'page', limitParam: 'size', items: '' },
        responses: { '200': { description: 'A list.', content: { 'application/json': { example: [1] } } } },
      },
    },
  },
}

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
    for (const flag of Object.keys(flags)) expect(out).toContain(` --${flag} `)
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
    [['--xyzzy'], "Unknown option '--xyzzy'. See --help."],
    [['--error', '503'], "Unknown option '--error'. Did you mean --error-rate?"],
    [['prox', 'chitchats'], 'Unexpected argument \'prox\'. Did you mean the command "proxy"?'],
    [['chitchats'], "Unexpected argument 'chitchats'"],
    [['--port', 'x'], '--port must be a number from 0 to 65535, not "x".'],
    [['--port', '70000'], 'not "70000"'],
    [['--spec', 'x'], '--spec must be name=file, not "x".'],
    [['--spec', 'a=x', '--spec', 'a=y'], '--spec gives the name "a" twice.'],
    [['--spec', 'a/b=x'], '"a/b" cannot be the name of a provider'],
    [['--key', 'k'], '--key is of no use without --strict-auth'],
    [['--client', 'x'], '--client must be id:secret, not "x".'],
    [['--token-lifetime', '0'], '--token-lifetime must be a number of seconds above 0, not "0".'],
    [['--request-timeout', '0'], '--request-timeout must be a number of seconds above 0, not "0".'],
    [['--total', '-1'], "Option '--total' argument is ambiguous"],
    [['--total', '1e9'], '--total must be a number from 0 to 100000, not "1e9".'],
    [['--cors-origin', 'example.com/x'], '--cors-origin must be scheme, host and port'],
    [
      ['--latency', 'slow'],
      '--latency: latency must be a number of milliseconds or lognormal:<median>,<sigma>',
    ],
    [['--error-rate', '503'], '--error-rate must be status=share, not "503".'],
    [['--error-rate', '503=2'], '--error-rate: a share must be a number from 0 to 1, not "2".'],
    [['--fault', 'explode=1'], '--fault must be reset, truncate or dribble, not "explode".'],
    [['--no-rate-limits'], 'Did you mean --no-rate-limit?'],
    [['--journal', '-'], '--journal must be a number from 0 to 1000000, not "-".'],
    [['--remote-controls'], 'Did you mean --remote-control?'],
    [['--provider', 'nobody'], 'There is no provider "nobody".'],
    [['--state-file', 'data.db'], '--state-file is of no use without --stateful'],
    [['--stateful', '--webhook', 'nobody=http://localhost'], 'There is no provider "nobody" here.'],
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

  test('a world that is wrong is one line with its place, and exit code 1', async () => {
    await using tree = await writeTree({ 'world.yaml': 'club:\n  members: 7\n' })
    const args = ['--stateful', '--seed', tree.at('world.yaml'), '--spec', `club=${specs.files['club']}`]
    const { code, err } = await run(...args)
    expect(code).toBe(1)
    expect(err).toMatch(/^parlance-mock: The world in .*world\.yaml does not fit "club": [^\n]+\n$/)
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
  /** Starts the command, and gives the addresses of its providers while a test uses them. */
  async function serving(
    args: string[],
    use: (urls: Record<string, string>) => Promise<void>,
  ): Promise<void> {
    const child = launch(['--port', '0', ...args])
    try {
      const out = await ready(child)
      await use(
        Object.fromEntries([...out.matchAll(/^ {2}(\S+) +(http\S+)/gm)].map(([, name, url]) => [name, url])),
      )
    } finally {
      child.kill()
      await once(child, 'exit')
    }
  }
  const spec = (name: string) => `${name}=${specs.files[name]}`

  test('gives each provider a port on request', async () => {
    await serving(
      ['--port-per-provider', '--provider', 'club', '--spec', spec('club'), '--spec', spec('library')],
      async (urls) => {
        expect(Object.keys(urls)).toEqual(['club', 'library'])
        expect((await fetch(`${urls['library']}/covers/1.json`)).status).toBe(200)
        expect((await fetch(`${urls['club']}/v1/keyed`, { headers: { 'x-key': 'any' } })).status).toBe(200)
      },
    )
  })

  test('takes only the keys and clients that it is told, when it is to be strict', async () => {
    const flags = [
      '--strict-auth',
      '--key',
      'k1',
      '--key',
      'k2',
      '--client',
      'me:secret',
      '--token-lifetime',
      '60',
    ]
    await serving([...flags, '--provider', 'club', '--spec', spec('club')], async ({ club: url }) => {
      const keyed = (key: string) => fetch(`${url}/v1/keyed`, { headers: { 'x-key': key } })
      expect((await Promise.all(['k1', 'k2', 'k3'].map(keyed))).map(({ status }) => status)).toEqual([
        200, 200, 401,
      ])
      const body = new URLSearchParams({ grant_type: 'client_credentials' })
      const ask = (client: string) =>
        fetch(`${url}/oauth/token`, {
          method: 'POST',
          body,
          headers: { authorization: `Basic ${btoa(client)}` },
        })
      expect(await (await ask('me:secret')).json()).toMatchObject({ expires_in: 60 })
      expect((await ask('you:secret')).status).toBe(401)
    })
  })

  test('is at fault on request', async () => {
    const flags = [
      '--error-rate',
      '500=1',
      '--latency',
      'lognormal:5,0.5',
      '--fault',
      'dribble=0',
      '--seed',
      '7',
    ]
    await serving(
      [...flags, '--provider', 'library', '--spec', spec('library')],
      async ({ library: url }) => {
        expect((await fetch(`${url}/covers/1.json`)).status).toBe(500)
      },
    )
  })

  test('has longer lists, and no limits, on request', async () => {
    const flags = ['--total', '3', '--no-rate-limit', '--cors-origin', 'http://localhost:3000']
    await serving([...flags, '--provider', 'lists', '--spec', spec('lists')], async ({ lists: url }) => {
      for (let count = 0; count < 3; count++) {
        const response = await fetch(`${url}/list?size=10`, { headers: { origin: 'http://localhost:1' } })
        expect(await response.json()).toEqual([1, 1, 1])
        expect(response.headers.get('access-control-allow-origin')).toBeNull()
      }
    })
  })

  test('keeps what it is sent, and finds it again in its file', async () => {
    await using tree = await writeTree({
      'garden.json': garden,
      'world.yaml': 'garden: { plants: [{ $example: Fern }] }',
    })
    const files = ['--spec', `garden=${tree.at('garden.json')}`, '--state-file', tree.at('data.db')]
    const flags = ['--stateful', '--seed', tree.at('world.yaml'), '--seed', '7', ...files]
    const names: string[][] = []
    for (const name of ['Aloe', 'Basil']) {
      await serving(['--provider', 'garden', ...flags], async ({ garden: url }) => {
        await fetch(`${url}/v1/plants`, { method: 'POST', ...jsonBody({ name }) })
        const plants = (await (await fetch(`${url}/v1/plants`)).json()) as { name: string }[]
        names.push(plants.map((plant) => plant.name))
      })
    }
    expect(names).toEqual([
      ['Aloe', 'Fern'],
      ['Basil', 'Aloe', 'Fern'],
    ])
  })

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
