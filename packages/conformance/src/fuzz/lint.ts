/** Documents through the lint, as `npm run lint` runs it: Redocly's rules and ours. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '@parlance/compiler'
import { redocly } from '../process.ts'

/** What the lint says of one document. */
export interface Finding {
  readonly rule: string
  readonly message: string
  /** File and JSON Pointer. */
  readonly place: string
}

interface Printed {
  problems: {
    ruleId: string
    message: string
    location: { source: { ref: string }; pointer?: string; start?: { line: number } }[]
  }[]
}

/** The lint of a document, or nothing where Redocly itself fails on it, with no rule of ours. */
export type Linted = Finding[] | undefined

/**
 * Lints documents, as many as possible in one run of Redocly.
 *
 * @throws when a rule of ours throws, which ends the run
 */
export async function lint(documents: readonly unknown[]): Promise<Linted[]> {
  const folder = await mkdtemp(join(tmpdir(), 'parlance-fuzz-'))
  try {
    const files = documents.map((_, index) => join(folder, `${index}.json`))
    for (const [index, file] of files.entries())
      await writeFile(file, JSON.stringify(documents[index], null, 1))
    const all: Linted[] = []
    while (all.length < files.length) {
      const { results, output } = await runOn(files.slice(all.length), join(root, 'redocly.yaml'))
      all.push(...results)
      const file = files[all.length]
      if (file === undefined) break
      if (!(await failsByItself(file, folder)))
        throw new Error(`The lint fails on ${JSON.stringify(documents[all.length])}:\n${output.slice(-2000)}`)
      all.push(undefined)
    }
    return all
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function runOn(
  files: readonly string[],
  config: string,
): Promise<{ results: Finding[][]; output: string }> {
  const { output } = await redocly(
    'lint',
    ...files,
    `--config=${config}`,
    '--format=json',
    '--max-problems=100000',
  )
  const problems = resultsIn(output).map((one) => one.problems.map(findingOf))
  return { results: problems, output: output.replace(/^\{\n[\s\S]*?^\}/gm, '') }
}

/** Whether Redocly fails without any rule. */
async function failsByItself(file: string, folder: string): Promise<boolean> {
  const config = join(folder, 'bare.yaml')
  await writeFile(config, 'telemetry: off\nrules:\n  struct: error\n')
  return (await runOn([file], config)).results.length === 0
}

/** One JSON document is printed for each file that is linted, with other lines around it. */
function resultsIn(output: string): Printed[] {
  return [...output.matchAll(/\{\n {2}"totals"[\s\S]*?\n\}/g)].map(([text]) => JSON.parse(text) as Printed)
}

function findingOf({ ruleId, message, location: [place] }: Printed['problems'][number]): Finding {
  const where = place?.pointer ?? (place?.start && `line ${place.start.line}`) ?? ''
  return { rule: ruleId, message, place: `${place?.source.ref ?? ''}${where}` }
}
