/** `npm start`: builds what changed, then serves the docs at `/` and every provider's mock under its prefix. */
import { createServer } from 'node:net'
import { parseArgs } from 'node:util'
import type { createMock as CreateMock } from '../packages/mock/src/index.ts'
import { serveSite } from '../packages/docs/src/serve.ts'
import { build } from './build.ts'

const host = '127.0.0.1'
const usage = `Usage: npm start -- [--port <number>]

Builds what changed, then serves the docs at / and each provider's mock under /<provider>. The mock keeps what is sent to
it until it stops: http://127.0.0.1:4010/__mock/state shows it.

  --port <number>  port on ${host} (default 4010)
  --help           this text`

try {
  await main()
} catch (error) {
  console.error(`✗ ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}

async function main(): Promise<void> {
  const { port, help } = readFlags()
  if (help) return console.log(usage)
  await ensureFree(port)
  console.log('▸ Building what changed')
  if (!(await build('errors-only')))
    throw new Error('The build failed for the reason above. Mend it and run npm start again.')

  console.log('▸ Starting docs and mock')
  const { createMock } = (await import(new URL('../packages/mock/dist/index.js', import.meta.url).href)) as {
    createMock: typeof CreateMock
  }
  const mock = await createMock({ port, host, stateful: true, fallback: serveSite() })
  console.log(welcome(mock))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void mock.close().then(() => process.exit(0)))
  }
}

function readFlags(): { port: number; help: boolean } {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4010' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Error(`--port takes a number from 1 to 65535, not '${values.port}'.`)
  }
  return { port, help: values.help }
}

/** Asked before the build, so that nobody waits a minute for the answer. */
function ensureFree(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? portInUse(port) : error)
    })
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

function portInUse(port: number): Error {
  const other = port < 65535 ? port + 1 : port - 1
  return new Error(
    `Port ${port} is in use: stop what uses it, or choose another with npm start -- --port ${other}.`,
  )
}

function welcome(mock: Awaited<ReturnType<typeof CreateMock>>): string {
  const rows = mock.providers.map(({ name, url }) => `  ${`Mock of ${name}`.padEnd(20)} ${url}`)
  return `
✓ Ready. Stop with Ctrl+C.

  ${'Docs'.padEnd(20)} ${mock.url}/
${rows.join('\n')}

Try first: save the README's first call as hello.ts, then, in a second terminal,

  npx node hello.ts
`
}
