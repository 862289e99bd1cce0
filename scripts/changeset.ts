/** `npm run changeset`: proposes changesets from what has changed for users since the last release. */
import { parseArgs } from 'node:util'
import { root } from '../packages/compiler/src/index.ts'
import { assess, propose, readChangesets } from '../packages/releases/src/index.ts'
import { runScript } from './run.ts'

const usage = `Usage: npm run changeset

Compares the built repository with its last release and writes .changeset/<package>-<what>.md for every package
that changed for its users: the bump it demands, and words that name operations and fields. Edit them: from then
on they are yours. A proposal that nobody has edited is brought up to date; what people wrote is left alone.

  --help  this text

Ends with 0 when every change is told, 1 when something is left to people, 2 when it could not be told.`

await runScript(async () => {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h', default: false } } })
  if (values.help) return console.log(usage)
  const assessment = await assess(root)
  if (assessment.last === undefined) {
    return console.log(
      'Nothing has been released yet, so there is nothing to compare with: tell what the first release brings by npx changeset.',
    )
  }
  const proposals = propose(root, assessment, readChangesets(root))
  for (const { name, outcome, text } of proposals)
    console.log(`${name}: ${outcome}\n  ${text.replaceAll('\n', '\n  ')}`)
  if (proposals.length === 0) console.log(`Nothing has changed for users since ${assessment.last}.`)
  if (proposals.some(({ outcome }) => outcome === 'refused' || outcome === 'by hand')) process.exitCode = 1
})
