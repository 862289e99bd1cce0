/** `npm run check`: everything CI checks short of the slow suites. Every check runs, so that one pass shows all. */
import { spawnSync } from 'node:child_process'
import { build } from './build.ts'
import { staleFiles } from './readme.ts'
import { turbo } from './turbo.ts'

const checks: [string, () => Promise<boolean> | boolean][] = [
  ['Build', () => build('errors-only')],
  ['Format', () => run('oxfmt', '--check')],
  ['Specs', () => turbo(['lint'], '--output-logs=errors-only')],
  ['Code', () => run('oxlint', '--deny-warnings')],
  ['Types', () => turbo(['types'], '--output-logs=errors-only')],
  ['Types of scripts', () => run('tsc')],
  ['Unused code', () => run('knip')],
  ['Generated files', generatedFilesAreCommitted],
]

const failed: string[] = []
for (const [name, check] of checks) {
  console.log(`▸ ${name}`)
  if (!(await check())) failed.push(name)
}
if (failed.length > 0) {
  console.error(`✗ Failed: ${failed.join(', ')}.`)
  process.exit(1)
}
console.log('✓ All checks passed.')

function run(command: string, ...args: string[]): boolean {
  const windows = process.platform === 'win32'
  return spawnSync(command, args, { stdio: 'inherit', shell: windows }).status === 0
}

/** The build rewrites API reports, and README tables are derived: what is committed must be what is made. */
function generatedFilesAreCommitted(): boolean {
  const stale = staleFiles()
  const { stdout } = spawnSync('git', ['diff', '--name-only', '--', 'packages/*/api.md'], {
    encoding: 'utf8',
  })
  stale.push(...stdout.split('\n').filter(Boolean))
  for (const file of stale) console.error(`${file} is stale: run \`npm run build\` and commit it.`)
  return stale.length === 0
}
