/** `npm run gate`: holds the changesets against what has changed for users since the last release. */
import { parseArgs } from 'node:util'
import { root } from '../packages/compiler/src/index.ts'
import {
  assess,
  gateMarkdown,
  gateText,
  judge,
  type Judgement,
  readChangesets,
} from '../packages/releases/src/index.ts'
import { runScript } from './run.ts'

const usage = `Usage: npm run gate -- [--format text|markdown]

Compares the built repository with its last release, in releases/last/: documents, signatures, and programs
that users have. Tells what each package demands, what its changesets say, and how to mend what is too small.

  --format <text|markdown>  a table for the terminal, or for the reviewer's comment (default text)
  --help                    this text

Ends with 0 when the changesets say enough, 1 when they do not, 2 when it could not be told.`

/** Whether the changesets of this repository say enough; tells why where they do not. */
export async function gatePasses(): Promise<boolean> {
  const judgement = await runGate()
  if (!judgement.passed) console.error(gateText(judgement))
  return judgement.passed
}

async function runGate(): Promise<Judgement> {
  const changesets = readChangesets(root)
  return judge(await assess(root), changesets)
}

if (import.meta.main) {
  await runScript(async () => {
    const { values } = parseArgs({
      options: {
        format: { type: 'string', default: 'text' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (values.help) return console.log(usage)
    if (!['text', 'markdown'].includes(values.format))
      throw new Error(`--format takes text or markdown, not '${values.format}'.`)
    const judgement = await runGate()
    console.log(values.format === 'markdown' ? gateMarkdown(judgement) : gateText(judgement))
    if (!judgement.passed) process.exitCode = 1
  })
}
