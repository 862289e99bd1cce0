/** What each package weighs: `node src/cli/sizes.ts` writes the table of README.md, a test compares it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { table } from '@parlance/compiler'
import budgetsOf from '../../budgets.json' with { type: 'json' }
import type { Tarball } from './tarball.ts'

/** What travels, what lies on the disk (both in kB, which are 1000 bytes), and in how many files. */
export interface Size {
  readonly packed: number
  readonly unpacked: number
  readonly files: number
}

/**
 * The most that a package may weigh, by name; `*` is for one that is new. Raise one only together with the reason, in
 * the commit.
 */
const { '*': forNew, ...budgets }: Readonly<Record<string, Size | undefined>> & { '*': Size } = budgetsOf

/** The README of this package. */
export const readme = join(import.meta.dirname, '..', '..', 'README.md')

const section = /(<!-- sizes:[^\n]*-->\n)[^]*?(<!-- \/sizes -->)/
const measures = ['packed', 'unpacked', 'files'] as const

export function sizeOf({ bytes, unpacked, files }: Tarball): Size {
  return { packed: kilo(bytes.length), unpacked: kilo(unpacked), files: files.size }
}

function kilo(bytes: number): number {
  return Math.ceil(bytes / 1000)
}

/** What is over the budget of a package. */
export function excess(name: string, size: Size): string[] {
  const budget = budgets[name] ?? forNew
  return measures
    .filter((measure) => size[measure] > budget[measure])
    .map(
      (measure) =>
        `${measure}: ${size[measure]}, where budgets.json allows ${budget[measure]}${budgets[name] ? '' : ' to a package without a budget of its own'}`,
    )
}

/** A README with the table in its place. */
export function withSizes(text: string, sizes: Readonly<Record<string, Size>>): string {
  if (!section.test(text))
    throw new Error('README.md has no section for the sizes: put its two comments back.')
  const rows = Object.entries(sizes).map(([name, { packed, unpacked, files }]) => [
    `\`${name}\``,
    `${packed} kB`,
    `${unpacked} kB`,
    String(files),
  ])
  const made = table(['package', 'packed', 'unpacked', 'files'], rows)
  return text.replace(section, (_, start: string, end: string) => `${start}\n${made}\n${end}`)
}

/** What the table in a README says of a package. */
export function sizeIn(text: string, name: string): Size | undefined {
  const row = text.split('\n').find((line) => line.startsWith(`| \`${name}\` `))
  const [packed, unpacked, files] = row?.match(/ \d+(?= )/g)?.map(Number) ?? []
  return packed && unpacked && files ? { packed, unpacked, files } : undefined
}

/**
 * Whether the table still tells the truth, give or take a tenth: not every edit has to touch it. A package that is new
 * may be missing.
 */
export function isCurrent(size: Size, name: string, text = readFileSync(readme, 'utf8')): boolean {
  const said = sizeIn(text, name)
  return said === undefined
    ? !budgets[name]
    : measures.every((one) => Math.abs(said[one] - size[one]) <= size[one] / 10 + 1)
}
