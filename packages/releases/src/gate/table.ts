import { table } from '@parlance/compiler'
import { type Impact, impacts } from '../impact.ts'
import { count } from '../words.ts'
import type { Judgement, Verdict } from './judge.ts'

const heads = ['package', 'spec', 'signatures', 'types', 'demanded', 'changeset says', 'verdict']

/** The judgement as text for a terminal. */
export function gateText(judgement: Judgement): string {
  const rows = [heads, ...judgement.rows.map(cells)]
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  )
  return [headline(judgement), '', ...lines, '', ...reasons(judgement, plain)].join('\n').trimEnd()
}

/** The judgement as Markdown, for the reviewer's comment. */
export function gateMarkdown(judgement: Judgement): string {
  const rows = judgement.rows.map((row) =>
    cells(row).map((cell, column) => (column === 0 ? `\`${cell}\`` : cell)),
  )
  return [
    '### What changes for users',
    '',
    headline(judgement),
    '',
    table(heads, rows),
    ...reasons(judgement, (text) => text),
  ]
    .join('\n')
    .trimEnd()
}

function headline({ last, version, passed }: Judgement): string {
  const since =
    last === undefined
      ? `Nothing has been released yet (${version}): one changeset is enough.`
      : `Since ${last}.`
  return `${since} ${passed ? 'The changesets say enough.' : 'The changesets do not say enough.'}`
}

function cells(row: Verdict): string[] {
  const { name, spec, signatures, types, demanded, said, verdict, status } = row
  return [
    name,
    status === 'kept' ? counts(spec.map(({ impact }) => impact)) : status === 'added' ? 'new' : 'gone',
    counts(signatures.map(({ impact }) => impact)),
    types.length > 0 ? `${count(types.length, 'program')} broken` : '–',
    demanded ?? '–',
    said ?? '–',
    verdict,
  ]
}

/** `1 major, 3 patch`. */
function counts(all: Impact[]): string {
  const parts = impacts.map((impact) => [all.filter((one) => one === impact).length, impact] as const)
  const found = parts.filter(([number]) => number > 0).map(([number, impact]) => `${number} ${impact}`)
  return found.length > 0 ? found.join(', ') : '–'
}

/** What each package is judged by, the largest impact first, and how to mend what is wrong. */
function reasons({ rows, problems }: Judgement, write: (text: string) => string): string[] {
  const told = rows.flatMap((row) => {
    const why = [
      ...row.spec.map(({ impact, text, reason }) => ({
        impact,
        text: reason ? `${text} (${reason})` : text,
      })),
      ...row.signatures,
      ...row.types.map(({ text }) => ({ impact: 'major' as const, text: `${text}` })),
    ]
    const sorted = impacts.flatMap((impact) => why.filter((one) => one.impact === impact))
    // A program cannot be too long to read; a list of reasons can.
    const shown = sorted.slice(0, 20).map(({ impact, text }) => `- ${impact}: ${write(text)}`)
    const more = sorted.length > 20 ? [`- and ${count(sorted.length - 20, 'smaller difference')}`] : []
    const mend = row.mend === '' ? [] : [`→ ${write(row.mend)}`]
    return why.length + mend.length > 0
      ? [write(`**${row.name}**`), '', ...shown, ...more, ...spaced(mend), '']
      : []
  })
  return [...told, ...problems.map((problem) => `→ ${write(problem)}`)]
}

function spaced(lines: string[]): string[] {
  return lines.length > 0 ? ['', ...lines] : []
}

/** Markdown without its marks. */
function plain(text: string): string {
  return text.replaceAll(/\*\*/g, '').replaceAll('`', '')
}
