/** `pnpm run bench`: brings the table in README.md up to date. */
import { readFile, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { connect, redisLimits } from '@parlance/redis'
import { startRedis } from '../test/redis-server.ts'
import { type Cost, measure, type Side } from './measure.ts'

const rounds = 5
const calls = 5_000
const readme = new URL('../README.md', import.meta.url)

await using server = await startRedis()
const redis = await connect(server.url)
const sides: Side[] = [
  { name: 'in memory', shared: undefined },
  { name: 'Redis on loopback', shared: redisLimits({ client: redis, account: 'bench' }) },
]

const costs = new Map<string, Cost[]>(sides.map(({ name }) => [name, []]))
for (let round = 1; round <= rounds; round += 1) {
  process.stderr.write(`round ${round} of ${rounds}\n`)
  // In turns, so that both meet the machine in the same moods.
  for (const side of sides) costs.get(side.name)!.push(await measure(side, calls))
}
await redis.close()

const text = await readFile(readme, 'utf8')
const marked = /(<!-- bench.*-->\n)[\s\S]*(<!-- \/bench -->)/
await writeFile(
  readme,
  text.replace(marked, (_, begin: string, end: string) => `${begin}${table()}\n${end}`),
)

function table(): string {
  const rows = sides.map(({ name }) => {
    const all = costs.get(name)!
    const cell = (part: keyof Cost) => `${Math.round(median(all.map((one) => one[part])))} µs`
    return [name, cell('alone'), cell('together')]
  })
  const date = new Date().toISOString().slice(0, 10)
  return `
${aligned([['budget', 'one call after the other', '100 calls at once, each'], ...rows])}

The whole call, with a provider that answers at once: medians of ${rounds} rounds of ${calls.toLocaleString('en')} calls.
Measured ${date} on Node ${process.version.slice(1)}, ${cpus().length} cores of ${cpus()[0]?.model ?? 'unknown'}, which other programs used too.
`
}

/** A table as the formatter leaves it: texts on the left, numbers on the right. */
function aligned([head = [], ...rows]: string[][]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)))
  const lineOf = (row: string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join(' | ')
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  return [lineOf(head), rule.join(' | '), ...rows.map(lineOf)].map((line) => `| ${line} |`).join('\n')
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}
