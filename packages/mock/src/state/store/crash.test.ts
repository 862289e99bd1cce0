/** State files of processes that end badly. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { writeTree } from '../../../test/files.ts'
import { startSessions } from '../../../test/worlds.ts'
import { openStateFile } from './file.ts'

const writer = fileURLToPath(new URL('../../../test/state-writer.ts', import.meta.url))

/** Runs the writer by a shell command until it has said something often enough, and kills it; returns what it said. */
async function runWriter(path: string, times: number, command = 'exec "$0" "$@"'): Promise<string[]> {
  const child = spawn('sh', ['-c', command, process.execPath, writer, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said: string[] = []
  for await (const line of createInterface(child.stdout)) {
    said.push(line)
    if (said.length === times) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  expect(child.signalCode).toBe('SIGKILL')
  return said
}

/** What a state file has, once its process is dead. */
function read(path: string): { requests: number; loans: unknown[]; books: unknown[]; timers: number } {
  const sessions = startSessions()
  using _ = openStateFile(path, sessions, () => {})
  const world = sessions.world('', 'library')
  const numbers = world.timers().map(({ data }) => Number(data['number']))
  sessions.close()
  return {
    requests: Math.max(...numbers),
    loans: world
      .collection('loans')
      .rows()
      .map(({ number }) => number),
    books: world
      .collection('books')
      .rows()
      .slice(2)
      .map(({ id }) => id),
    timers: numbers.length,
  }
}

test.skipIf(process.platform === 'win32')(
  'a process that is killed leaves a file with every request as a whole',
  async () => {
    await using tree = await writeTree()
    const path = tree.at('state.db')
    let done = 0
    for (const times of [1, 3, 40, 150, 300]) {
      const said = await runWriter(path, times)
      const { requests, loans, books, timers } = read(path)
      expect(said[0]).toBe(`from ${done + 1}`)
      expect(requests).toBeGreaterThan(done)
      const lent = Array.from(
        { length: Math.min(requests, 10) },
        (_, index) => Math.max(requests - 10, 0) + index + 1,
      )
      expect({ loans, books, timers }).toEqual({
        loans: lent,
        books: lent.map((n) => `b${n}`),
        timers: requests,
      })
      done = requests
    }
  },
)

test.skipIf(process.platform === 'win32')(
  'a disk without room is told of, and what was written before stays whole',
  async () => {
    await using tree = await writeTree()
    const path = tree.at('state.db')
    const said = await runWriter(path, 2000, 'ulimit -f 512; exec "$0" "$@"')
    expect(said.find((line) => line.includes('MockError'))).toContain(`The state file ${path} cannot be`)
    const { requests, loans, timers } = read(path)
    expect([loans.at(-1), loans.length, timers]).toEqual([requests, Math.min(requests, 10), requests])
  },
)
