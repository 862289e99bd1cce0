/** `IMPORT.md`: the list of what is left to do, and of everything that an import has changed or left out. */
import { table } from '@parlance/compiler'
import type { Evidence } from './describe.ts'
import type { Finding } from './lint.ts'
import type { Notes } from './notes.ts'

/** What a report is about. */
export interface Import {
  name: string
  /** Name of the imported file. */
  file: string
  evidence: Evidence
  operations: number
  notes: Notes
  findings: Finding[]
}

/** The report as Markdown. */
export function reportOf({ name, file, evidence, operations, notes, findings }: Import): string {
  return [
    `# Import of ${name}\n`,
    `From \`${file}\`: ${operations} operation${operations === 1 ? '' : 's'}, known as **${evidence.level}** from “${evidence.source}”.`,
    `It bundles, its client compiles and the mock serves it. Work this list off, then remove the file.\n`,
    '## What the house rules still miss\n',
    findings.length === 0 ? 'Nothing: `npm run lint` passes.\n' : rules(findings),
    '## What to look at\n',
    checklist([
      ...[...notes.open].map(([what, places]) => item(what, places)),
      '`x-retry-safety` was concluded from methods: check every PUT and DELETE',
      'Rate limits, paging, error messages and token flows that the document tells in prose: say them with extensions',
      'Descriptions and examples in our own words, with invented people',
      '`workflows/`, `verdicts.yaml` and `guides/`: the import has only begun them',
    ]),
    '## What could not be carried over\n',
    notes.lost.size === 0
      ? 'Nothing.\n'
      : checklist([...notes.lost].map(([what, places]) => item(what, places))),
    '## What was changed to fit\n',
    notes.changed.size === 0
      ? 'Nothing.\n'
      : [...notes.changed].map(([what, places]) => `- ${item(what, places)}`).join('\n') + '\n',
    '## What was renamed\n',
    notes.renamed.length === 0
      ? 'Nothing.\n'
      : `${table(
          ['what', 'was', 'is'],
          notes.renamed.map(({ what, from, to }) => [what, code(from), code(to)]),
        )}\n`,
  ].join('\n')
}

function rules(findings: Finding[]): string {
  const groups = [...Map.groupBy(findings, ({ rule }) => rule)].toSorted(
    ([, a], [, b]) => b.length - a.length,
  )
  const overview = table(
    ['rule', 'findings'],
    groups.map(([rule, all]) => [code(rule), String(all.length)]),
  )
  const lists = groups.map(([rule, all]) => {
    const lines = all.map(({ place, message }) => `- [ ] \`${place}\` ${line(message)}`)
    return `### ${rule}: ${all.length}\n\n${lines.join('\n')}\n`
  })
  return `${overview}\n\n${lists.join('\n')}`
}

function checklist(items: string[]): string {
  return `${items.map((one) => `- [ ] ${one}`).join('\n')}\n`
}

function item(what: string, places: string[]): string {
  return `${line(what)}: ${places.map(code).join(', ')}`
}

/** A text of the document in one line, as text and nothing else. */
function line(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[<>*_[\]]/g, String.raw`\$&`)
    .replace(/`([^`]*)`/g, (_, inner: string) => code(inner.replaceAll('\\', '')))
}

function code(text: string): string {
  const plain = text.replace(/[\s`|]+/g, ' ').trim()
  return `\`${plain}\``
}
