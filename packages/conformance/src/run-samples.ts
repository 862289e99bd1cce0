/** Runs many samples in one process each for programs and shell commands, and tells which statuses they met. */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What became of one sample. */
export interface Statuses {
  /** Statuses of the responses it got, in their order. */
  statuses: number[]
  /** What it complained of; empty when it ended well. */
  output: string
}

const runner = fileURLToPath(new URL('./sample-runner.ts', import.meta.url))

/** Runs modules one after the other in a process of their own; each finds the mock as it was in the beginning. */
export async function runPrograms(files: string[], mock: string): Promise<Statuses[]> {
  const { output } = await finish(spawn(process.execPath, [runner, mock, ...files]))
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Statuses)
}

/**
 * Runs shell commands as they are, in their folder; each finds the mock as it was in the beginning. `.curlrc` tells curl to print the status instead of the body, so
 * that no word of a sample has to change.
 */
export async function runInShell(files: string[], mock: string): Promise<Statuses[]> {
  const cwd = dirname(files[0]!)
  // An empty line starts a sample; curl writes a line of its status, and its errors as they are.
  writeFileSync(
    join(cwd, '.curlrc'),
    'silent\nshow-error\noutput = /dev/null\nwrite-out = "%{http_code}\\n"\n',
  )
  const reset = `curl -q --silent --output /dev/null --request DELETE '${mock}/__mock/state'`
  const script = files.map((file) => `${reset}\necho\nsh '${file}' 2>&1 || echo "exit code $?"`).join('\n')
  const { output } = await finish(
    spawn('sh', ['-c', script], { cwd, env: { ...process.env, CURL_HOME: cwd, NO_PROXY: '127.0.0.1' } }),
  )
  return output
    .split(/^\n/m)
    .slice(1)
    .map((part) => {
      const lines = part.trim().split('\n')
      const isStatus = (line: string) => /^[1-5]\d\d$/.test(line)
      return {
        statuses: lines.filter(isStatus).map(Number),
        output: lines.filter((line) => !isStatus(line)).join('\n'),
      }
    })
}

async function finish(child: ReturnType<typeof spawn>): Promise<{ output: string }> {
  let output = ''
  child.stdout!.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr!.on('data', (chunk: Buffer) => (output += chunk.toString()))
  await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve))
  return { output }
}
