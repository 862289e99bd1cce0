/** Runs shell commands as they are, and tells what each got: the body and the status that curl prints after it. */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a curl command got. */
export interface Answer {
  status: number
  body: string
}

/** Stands between the answers: no error body has it. */
const separator = '\u0000'

/**
 * Runs commands one after the other in a folder. `.curlrc` tells curl to print the status behind the body, so that no
 * word of a command has to change.
 */
export async function runCommands(commands: string[], cwd: string): Promise<Answer[]> {
  writeFileSync(join(cwd, '.curlrc'), 'silent\nshow-error\nwrite-out = "\\n%{http_code}"\n')
  const script = commands.map((command) => `${command}\nprintf '\\000'`).join('\n')
  const env = { ...process.env, CURL_HOME: cwd, NO_PROXY: '127.0.0.1' }
  const child = spawn('sh', ['-c', script], { cwd, env })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve))
  return output
    .split(separator)
    .slice(0, -1)
    .map((text) => {
      const end = text.lastIndexOf('\n')
      return { body: text.slice(0, end), status: Number(text.slice(end + 1)) }
    })
}
