/** `npm run version`: makes the next release from the changesets, short of publishing it. */
import { parseArgs } from 'node:util'
import { root } from '../packages/compiler/src/index.ts'
import { makeVersion } from '../packages/releases/src/index.ts'
import { build } from './build.ts'
import { runScript } from './run.ts'

const usage = `Usage: npm run version -- [--date <yyyy-mm-dd>]

Builds, asks the gate, then gives all published packages their next version and changelog, records what changed in
releases/<version>.json, and keeps this state in releases/last/ for the next comparison. All of it or nothing.

  --date <yyyy-mm-dd>  day of the release (default today, in UTC)
  --help               this text

Ends with 0 when the release is made, 2 when it is not; then every file is as it was.`

await runScript(async () => {
  const { values } = parseArgs({
    options: { date: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } },
  })
  if (values.help) return console.log(usage)
  if (values.date !== undefined && !/^\d{4}-\d\d-\d\d$/.test(values.date))
    throw new Error(`--date takes a day such as 2026-11-21, not '${values.date}'.`)
  if (!(await build('errors-only')))
    throw new Error('The build failed for the reason above, so nothing was changed.')
  const { version, files } = await makeVersion(root, values.date === undefined ? {} : { date: values.date })
  console.log(`✓ ${version}: ${files.length} files are written. Build again, look at git diff, and commit.`)
})
