import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { Outcome } from '../suite/suite.ts'
import { programOf, start } from './program.ts'
import type { Runtime } from './runtimes.ts'

/** Runs the suite in the Workers runtime of Cloudflare, inside one request. */
export const workerd: Runtime = async ({ folder }, setting) => {
  const config = join(folder, 'workerd.capnp')
  await using running = start(
    programOf('workerd', 'bin', 'workerd'),
    ['serve', '--control-fd=3', config],
    ['pipe'],
  )
  const port = await portOf(running.child.stdio[3] as Readable)
  if (port === undefined) return { outcomes: [], crash: `It did not start.\n${running.errors()}` }
  try {
    const url = `http://127.0.0.1:${port}/`
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(setting) })
    const lines = (await response.text()).split('\n')
    if (!response.ok) throw new Error(`It answered with ${response.status}: ${lines[0]}`)
    return { outcomes: lines.map((line) => JSON.parse(line) as Outcome) }
  } catch (error) {
    return { outcomes: [], crash: `${String(error)}\n${running.errors()}` }
  }
}

/** Workerd tells on which port it listens through a pipe of its own. */
async function portOf(control: Readable): Promise<number | undefined> {
  for await (const line of createInterface(control)) {
    const { event, port } = JSON.parse(line) as { event: string; port?: number }
    if (event === 'listen') return port
  }
  return undefined
}
