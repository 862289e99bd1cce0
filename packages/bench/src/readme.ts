/** The table that README.md shows: one row for each client. */
import { table } from '@parlance/compiler'
import { ours } from './contenders/index.ts'
import type { Facts, PartName, Results, RowOf, SizeRow } from './results.ts'
import { manyOperations, provider } from './subject.ts'

const few = provider
const many = `${provider}-${manyOperations}`

/**
 * The results as Markdown. The client that can do most stands first, and of two that can do as much, the smaller.
 *
 * @throws {Error} when a bench that the table needs has not been run.
 */
export function renderResults(results: Results): string {
  const size = rowsOf(results, 'size')
  const shown = size.filter(({ spec, operations }) => spec === few || operations === undefined)
  const rows = shown.toSorted(byRank).map((row) => cellsOf(row, results))
  return `${table(heads(shown), rows)}\n${caption(results)}\n`
}

function heads(shown: readonly SizeRow[]): string[] {
  const sizes = `${shown.find(({ operations }) => operations)?.operations} → ${thousands(manyOperations)} operations`
  return ['client', `first call, kB gzip (${sizes})`, 'each further, B', 'types', 'µs over fetch', 'has']
}

function byRank(a: SizeRow, b: SizeRow): number {
  return b.policies.length - a.policies.length || a.first - b.first
}

function cellsOf(row: SizeRow, results: Results): string[] {
  const { client, first, further, policies } = row
  const large = rowsOf(results, 'size').find((one) => one.client === client && one.spec === many)
  const call = rowsOf(results, 'calls').find((one) => one.client === client && one.layers === 0)
  const growth = large ? ` → ${kilobytes(large.first)}` : ''
  return [
    client,
    kilobytes(first) + growth,
    String(further),
    typesCell(client, results),
    call ? call.over.toFixed(0) : '',
    policies.join(', ') || 'none of these',
  ]
}

/** One number where it stays the same in a large spec. */
function typesCell(client: string, results: Results): string {
  const { measured, rows } = part(results, 'types')
  const own = rows.filter((one) => one.client === client && one.typescript === measured.typescript)
  const small = own.find(({ spec, operations }) => spec === few || operations === undefined)
  const large = own.find(({ spec }) => spec === many)
  const numbers = [small, large].flatMap((one) => (one ? [thousands(one.instantiations)] : []))
  return [...new Set(numbers)].join(' → ')
}

function caption(results: Results): string {
  const size = rowsOf(results, 'size')
  const functions = size.filter(({ client, spec }) => client === ours[0]!.title && spec !== many)
  const firsts = functions.map(({ spec, first }) => `${spec} ${kilobytes(first)}`).join(', ')
  const { perCall } = rowsOf(results, 'memory').find(({ client }) => client === ours[0]!.title)!
  const { node, cpu, cores, date, typescript } = part(results, 'calls').measured
  return [
    `One call of each of our clients, as a function: ${firsts} kB; two of them make and renew tokens.`,
    `Types are what TypeScript ${typescript} instantiates for one call.`,
    `Memory kept per call with one long-lived signal: ${Math.abs(perCall) < 1 ? 'none' : `${perCall} B`}.`,
    `Measured ${date} on Node ${node}, ${cores} cores of ${cpu}; [how](packages/bench/README.md).`,
  ].join('\n')
}

function rowsOf<Name extends PartName>(results: Results, name: Name): readonly RowOf<Name>[] {
  return part(results, name).rows
}

function part<Name extends PartName>(
  results: Results,
  name: Name,
): { measured: Facts; rows: readonly RowOf<Name>[] } {
  const found = results[name]
  if (!found) throw new Error(`The bench \`${name}\` has no results yet: run \`npm run bench\`.`)
  return found
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1)
}

function thousands(count: number): string {
  return count.toLocaleString('en')
}
