import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Outcome } from '../suite/suite.ts'
import { programOf, start } from './program.ts'
import type { Runtime } from './runtimes.ts'

/** A runtime that runs the suite as a program and prints an outcome on each line. */
function printing(program: () => string, flags: readonly string[] = []): Runtime {
  return async ({ folder }, setting) => {
    const script = join(folder, 'process.mjs')
    await using running = start(program(), [...flags, script, JSON.stringify(setting)])
    const outcomes: Outcome[] = []
    for await (const line of createInterface(running.child.stdout!))
      outcomes.push(JSON.parse(line) as Outcome)
    const code = await running.ended
    return { outcomes, ...(code !== 0 && { crash: `It ended with exit code ${code}.\n${running.errors()}` }) }
  }
}

export const node22 = printing(() => programOf('node-22', 'bin', 'node'))
export const node24 = printing(() => programOf('node-24', 'bin', 'node'))
export const node26 = printing(() => programOf('node', 'bin', 'node'))
export const bun = printing(() => programOf('bun', 'bin', 'bun.exe'))
/** The permission for variables is taken away by the last drill: a client can do without. */
export const deno = printing(
  () => programOf('deno', 'deno'),
  ['run', '--quiet', '--no-prompt', '--no-config', '--allow-net=127.0.0.1', '--allow-env'],
)
