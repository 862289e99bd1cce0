/**
 * `npm run build`: every provider's own outputs first, then what gathers them. Two runs of turbo, because it reads a
 * task's inputs before it starts, and `assemble` takes whatever providers there are.
 */
import { updateReadme } from './readme.ts'
import { sweep } from './sweep.ts'
import { turbo } from './turbo.ts'

/** Builds everything that changed; `false` when a task failed (its output is printed). */
export async function build(logs = 'new-only'): Promise<boolean> {
  const flag = `--output-logs=${logs}`
  sweep()
  if (!(await turbo(['build', 'reference'], flag))) return false
  updateReadme()
  return turbo(['assemble'], flag)
}

if (import.meta.main) {
  const done = await build(process.argv.includes('--quiet') ? 'errors-only' : 'new-only')
  if (!done) process.exit(1)
}
