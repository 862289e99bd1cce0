/** `npm run check`: everything CI checks short of the slow suites. Every check runs, so that one pass shows all. */
import { spawnSync } from 'node:child_process'
import { listProviders, root } from '../packages/compiler/src/index.ts'
import { build } from './build.ts'
import { gatePasses } from './gate.ts'
import { withProviders } from './readme.ts'
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
  ['Changesets', gatePasses],
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

/** The build has made API reports and READMEs anew: what git has must be the same. */
function generatedFilesAreCommitted(): boolean {
  const made = listProviders().flatMap((name) => [`packages/${name}/api.md`, `packages/${name}/README.md`])
  const reports = git('diff', '--name-only', '--', ...made)
    .split('\n')
    .filter(Boolean)
  const readme = git('show', ':README.md')
  const stale = withProviders(readme) === readme ? reports : [...reports, 'README.md']
  for (const file of stale)
    console.error(`${file} is not what the specs make: run \`npm run build\` and \`git add\` it.`)
  return stale.length === 0
}

function git(...args: string[]): string {
  return spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout
}
