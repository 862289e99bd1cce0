import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Document } from '@parlance/compiler'
import type { Impact } from '../impact.ts'
import { runNode } from '../process.ts'
import { withScratch } from '../scratch.ts'

/** One change, as `redocly diff --format json` tells it. */
export interface RedoclyChange {
  /** Where it was met first, from the root of the document, through references. */
  path: string
  typeName: string
  kind: 'added' | 'removed' | 'modified'
  impact: Impact
  verdicts: { ruleId: string; impact: Impact; message: string }[]
  /** The property that was modified. */
  property?: string
  base?: { pointer: string; value?: unknown }
  revision?: { pointer: string; value?: unknown }
}

const cli = createRequire(import.meta.url).resolve('@redocly/cli/bin/cli.js')

/** Compares two documents by `redocly diff`. */
export async function redoclyDiff(base: Document, revision: Document): Promise<RedoclyChange[]> {
  return withScratch(async (folder) => {
    await writeFile(join(folder, 'base.json'), JSON.stringify(base))
    await writeFile(join(folder, 'revision.json'), JSON.stringify(revision))
    const args = ['diff', 'base.json', 'revision.json', '--format', 'json', '--fail-on', 'none']
    const { code, stderr } = await runNode(cli, [...args, '-o', 'report.json'], folder)
    if (code !== 0) throw new Error(`redocly diff could not compare the documents:\n${stderr.trim()}`)
    const report = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')) as {
      changes: RedoclyChange[]
    }
    return report.changes
  })
}
