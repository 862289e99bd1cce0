import { spawn } from 'node:child_process'
import { root } from '../packages/compiler/src/providers.ts'

/** Runs turbo tasks and waits for them; `false` when one failed. */
export function turbo(tasks: string[], ...flags: string[]): Promise<boolean> {
  const child = spawn('turbo', ['run', ...tasks, ...flags], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve(code === 0))
  })
}
