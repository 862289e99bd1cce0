/**
 * `npm run report`: runs the suites that the docs tell of, and keeps what they found in
 * `packages/conformance/results.json`. With `--collect` it keeps what the last run of the tests has written.
 */
import { spawnSync } from 'node:child_process'
import { collectResults, writeResults } from '../packages/conformance/src/results/results.ts'
import { suites } from '../packages/conformance/src/results/suites.ts'
import { root } from '../packages/compiler/src/index.ts'
import { build } from './build.ts'
import { runScript } from './run.ts'

if (import.meta.main) await runScript(report)

async function report(): Promise<void> {
  if (!process.argv.includes('--collect')) {
    if (!(await build('errors-only'))) throw new Error('The build failed.')
    for (const name of new Set(suites.map(({ packageName }) => packageName))) runSuites(name)
  }
  const results = collectResults()
  writeResults(results)
  console.log(
    `✓ Kept the results of ${results.suites.length} suites. Run \`npm run build\` to show them in the docs.`,
  )
}

/** Straight, not by turbo: what has not changed is to be run all the same. */
function runSuites(name: string): void {
  // Whether the kept results are those of the code is what this run is going to mend.
  const flags = ['--exclude', '**/results.test.ts']
  const { status } = spawnSync('pnpm', ['--filter', `@parlance/${name}`, 'test', ...flags], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error(`The tests of packages/${name} failed: no results are kept.`)
}
