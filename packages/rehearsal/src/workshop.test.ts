import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { expect, test, vi } from 'vitest'
import { run } from './run.ts'
import { openWorkshop } from './workshop.ts'

/** A program that opens a workshop with a process in it that would never end, and says where and which. */
const program = `
import { openWorkshop } from ${JSON.stringify(new URL('workshop.ts', import.meta.url).href)}
import { start } from ${JSON.stringify(new URL('run.ts', import.meta.url).href)}
const workshop = openWorkshop()
const { child } = start(workshop, {
  program: process.execPath,
  args: ['-e', 'setInterval(() => {}, 1000)'],
  cwd: workshop.path('project'),
  env: {},
})
console.log(JSON.stringify({ folder: workshop.folder, pid: child.pid }))
`

async function opened(): Promise<{ child: ChildProcess; folder: string; pid: number }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program])
  for await (const line of createInterface(child.stdout)) {
    return { child, ...(JSON.parse(line) as { folder: string; pid: number }) }
  }
  throw new Error('The program ended before it said anything.')
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test.for(['SIGINT', 'SIGTERM'] as const)('after %s nothing is left', async (signal) => {
  const { child, folder, pid } = await opened()
  expect(existsSync(folder)).toBe(true)
  const ended = new Promise((resolve) => child.once('close', (_, by) => resolve(by)))
  child.kill(signal)
  expect(await ended).toBe(signal)
  expect(existsSync(folder)).toBe(false)
  await vi.waitUntil(() => !isAlive(pid), { timeout: 20_000 })
})

test('a closed workshop leaves no folder, and what it deferred was done', async () => {
  const workshop = openWorkshop()
  const { folder } = workshop
  let isClosed = false
  workshop.defer(() => void (isClosed = existsSync(folder)))
  await workshop[Symbol.asyncDispose]()
  expect(isClosed).toBe(true)
  expect(existsSync(folder)).toBe(false)
})

test('a program that fails is told with its command and its last lines', async () => {
  await using workshop = openWorkshop()
  const args = ['-e', "console.error('the reason'); process.exit(3)"]
  const failed = run(workshop, { program: process.execPath, args, cwd: workshop.folder, env: {} })
  await expect(failed).rejects.toThrow(/`node -e .*` ended with exit code 3 in .*\nthe reason/)
})

test('a program that takes too long is ended and told', async () => {
  await using workshop = openWorkshop()
  const args = ['-e', 'setInterval(() => {}, 1000)']
  const late = run(workshop, {
    program: process.execPath,
    args,
    cwd: workshop.folder,
    env: {},
    patience: 300,
  })
  await expect(late).rejects.toThrow('did not end within 0.3 s')
})

test('a program that is not there is told', async () => {
  await using workshop = openWorkshop()
  const command = { program: 'no-such-program', args: [], cwd: workshop.folder, env: { PATH: '' } }
  await expect(run(workshop, command)).rejects.toThrow('ENOENT')
})
