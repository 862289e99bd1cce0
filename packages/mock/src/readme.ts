/** The tables of README.md: `node src/readme.ts` writes them, a test compares them. */
import { readFileSync, writeFileSync } from 'node:fs'
import { messageOf } from './errors.ts'
import { type Flag, flags, usageOf } from './flags.ts'
import type { Endpoint } from './control/endpoint.ts'
import { controlPath, endpoints } from './control/endpoints.ts'
import { proxyFlags } from './proxy/flags.ts'
import { refusalHeader } from './refusal.ts'
import { violationsHeader } from './reply.ts'
import { sessionHeader } from './state/session-name.ts'
import { faultHeader } from './steps/fault.ts'
import { webhookFlags } from './webhooks/flags.ts'

/** The README of this package. */
export const readme = new URL('../README.md', import.meta.url)

/** Options that no flag sets. */
const libraryOnly = [
  ['', '`listen: false`', '', 'open no port: only `mock.fetch` reaches the mock'],
  ['', '`maxBodyBytes`', '10 MiB', 'larger request bodies are refused, unless the provider takes less'],
  ['', '`rules`', 'those that ship', 'what documents cannot say of their data, by provider'],
  ['', '`fallback`', 'a 404 that lists the providers', 'answers paths that belong to no provider'],
]

/** Options of the proxy that no flag sets. */
const proxyLibraryOnly = [
  ['', '`maxBodyBytes`', '10 MiB', 'longer bodies are passed on without being validated or recorded'],
  ['', '`onViolation`', 'a line on stderr', 'told of every violation'],
]

/** Options of a webhook that no flag sets. */
const webhookLibraryOnly = [
  ['', '`signal`', '', 'ends the attempts'],
  ['', '`onAttempt`', '', 'told of every attempt'],
]

const preferences = [
  ['`code=404`', 'the operation’s 404'],
  ['`example=ShipmentReady`', 'the example of that name'],
  ['`code=400, example=FieldInvalid`', 'both'],
  ['`dynamic=true`', 'a body generated from the schema, the same for the same request'],
  ['`total=250`', 'a page of a list that has so many items'],
  ['`scope=agent`', 'a token of that scope, from an operation that makes tokens'],
  ['`fault=reset`', 'a fault, as from `x-parlance-fault`'],
]

const faults = [
  ['`reset`', '`--fault reset=0.05`', 'the connection is reset instead of an answer'],
  ['`truncate`', '`--fault truncate=0.05`', 'the body breaks off in the middle'],
  ['`dribble`', '`--fault dribble=0.05`', 'the body comes in 20 pieces within a second'],
  ['`latency=200`', '`--latency 200`', 'the answer is held back for 200 ms'],
  [
    '`latency=lognormal:200,0.4`',
    '`--latency lognormal:200,0.4`',
    'the time is drawn from a log-normal distribution: median 200 ms, sigma 0.4',
  ],
  ['`error=503`', '`--error-rate 503=0.1`', 'a 503 in the shape of the provider'],
]

const headers = [
  [`\`${refusalHeader}\``, 'answer', 'why the request was refused: `query.limit must be <= 1000`'],
  [
    `\`${violationsHeader}\``,
    'answer',
    'how the mock’s own answer breaks the document: please report it; from a proxy, how many violations it found',
  ],
  ['`Prefer`', 'request', 'which answer is wanted'],
  [`\`${sessionHeader}\``, 'request', 'whose data is meant, where the mock keeps some'],
  [`\`${faultHeader}\``, 'request', 'which faults the answer is to suffer, separated by semicolons'],
]

const tables: Record<string, () => string> = {
  flags: () =>
    table(
      ['flag', '`createMock`', 'default', ''],
      [...Object.entries<Flag>(flags).map(flagRow), ...libraryOnly],
    ),
  'proxy-flags': () =>
    table(
      ['flag', '`createProxy`', 'default', ''],
      [...Object.entries<Flag>(proxyFlags).map(flagRow), ...proxyLibraryOnly],
    ),
  'webhook-flags': () =>
    table(
      ['flag', '`sendWebhook`', 'default', ''],
      [...Object.entries<Flag>(webhookFlags).map(flagRow), ...webhookLibraryOnly],
    ),
  control: () => table(['endpoint', 'library', ''], endpoints.map(endpointRow)),
  preferences: () => table(['`Prefer`', 'gets'], preferences),
  faults: () => table(['in a request', 'for the whole mock', 'what happens'], faults),
  headers: () => table(['header', 'in the', 'says'], headers),
}

function flagRow([name, flag]: [string, Flag]): string[] {
  const usage = usageOf(name, flag)
    .split(', ')
    .map((one) => `\`${one}\``)
    .join(', ')
  const text = flag.isRepeatable ? `${flag.text}; repeatable` : flag.text
  return [usage, flag.option ? `\`${flag.option}\`` : '', flag.default ?? '', text]
}

function endpointRow({ method, path, call, summary, query }: Endpoint): string[] {
  const filters = Object.keys((query?.['properties'] as object | undefined) ?? {})
  const known = filters.length > 0 ? `; by ${filters.map((name) => `\`${name}\``).join(', ')}` : ''
  return [`\`${method} ${controlPath}${path}\``, call && `\`${call}\``, summary + known]
}

/** A text with every table between its marks: `<!-- flags -->` and `<!-- /flags -->`. */
export function withTables(text: string): string {
  let result = text
  for (const [name, make] of Object.entries(tables)) {
    const section = new RegExp(`(<!-- ${name} -->\\n)[^]*?(<!-- /${name} -->)`)
    if (!section.test(text)) throw new Error(`README.md has no place for the table "${name}".`)
    result = result.replace(section, (_, start: string, end: string) => `${start}\n${make()}\n${end}`)
  }
  return result
}

/** A Markdown table, aligned as the formatter aligns it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const safe = rows.map((row) => row.map((cell) => cell.replaceAll('|', String.raw`\|`)))
  const widths = head.map((cell, column) =>
    Math.max(cell.length, 3, ...safe.map((row) => row[column]!.length)),
  )
  return [head, widths.map((width) => '-'.repeat(width)), ...safe]
    .map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |\n`)
    .join('')
}

if (import.meta.main) {
  try {
    writeFileSync(readme, withTables(readFileSync(readme, 'utf8')))
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`)
    process.exitCode = 1
  }
}
