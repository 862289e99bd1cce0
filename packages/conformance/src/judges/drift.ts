/** `redocly drift`: compares recorded traffic with a spec. */
import { existsSync, readFileSync } from 'node:fs'
import { type Document, root } from '@parlance/compiler'
import { redocly } from '../process.ts'

/** One way in which traffic is not as the spec says. */
export interface Disagreement {
  readonly ruleId: string
  readonly severity: 'info' | 'warning' | 'error'
  readonly message: string
  readonly method: string
  readonly path: string
  readonly status: number
  /** How often it was seen. */
  readonly occurrences: number
}

/** How much of something the record has. */
export interface Covered {
  readonly covered: number
  readonly total: number
}

/** What the tool says of a record. */
export interface Drift {
  /** Requests with their answers, and how many of them are of a documented operation. */
  readonly exchanges: number
  readonly documented: number
  /** How many of the operations, and of their declared statuses, the record has. */
  readonly operations: Covered
  readonly statuses: Covered
  readonly disagreements: readonly Disagreement[]
}

/** A disagreement in which the tool is wrong. */
export interface Excuse {
  readonly ruleId: string
  /** Why the spec and the traffic are right. */
  readonly reason: string
  covers(message: string, document: Document): boolean
}

/** Every disagreement in which the tool is wrong. */
export const excuses: readonly Excuse[] = [
  {
    ruleId: 'schema-consistency',
    reason:
      'The tool looks for headers among the parameters only. One that carries an API key is declared as a security scheme, and OpenAPI wants it there.',
    covers: (message, document) =>
      keyHeaders(document).some((name) => message === `Undocumented header in traffic: "${name}"`),
  },
]

/** The excuse for a disagreement, if there is one. */
export function excuseFor({ ruleId, message }: Disagreement, document: Document): Excuse | undefined {
  return excuses.find((excuse) => excuse.ruleId === ruleId && excuse.covers(message, document))
}

interface DriftReport {
  readonly run: { readonly totalExchanges: number; readonly documentedExchanges: number }
  readonly problems: readonly Disagreement[]
}

interface CoverageReport {
  readonly totals: { readonly operations: Covered; readonly responses: Covered }
}

/**
 * Compares a HAR file with the bundle of a provider. `Prefer` is not looked at: it is how a client tells the mock which
 * answer it wants, and no provider knows it.
 *
 * @param folder - Where the tool may write.
 */
export async function judgeByDrift(provider: string, har: string, folder: string): Promise<Drift> {
  const report = `${folder}/${provider}.drift.json`
  const coverage = `${folder}/${provider}.coverage.json`
  const bundle = `${root}specs/${provider}/dist/openapi.json`
  const what = [har, '--api', bundle, '--match-mode', 'basepath', '--ignore-headers', 'prefer']
  const { output } = await redocly(
    'drift',
    ...what,
    '--format',
    'json',
    '--output',
    report,
    '--coverage-output',
    coverage,
  )
  const { totals } = read<CoverageReport>(coverage, output)
  const { run, problems } = read<DriftReport>(report, output)
  return {
    exchanges: run.totalExchanges,
    documented: run.documentedExchanges,
    operations: totals.operations,
    statuses: totals.responses,
    disagreements: problems,
  }
}

/** What the tool has written; it says on its outputs why it has not. */
function read<Report>(file: string, output: string): Report {
  if (!existsSync(file)) throw new Error(`redocly drift has written no report: ${output}`)
  return JSON.parse(readFileSync(file, 'utf8')) as Report
}

interface KeyScheme {
  readonly type?: string
  readonly in?: string
  readonly name?: string
}

/** Names of the headers that carry API keys, in lower case. */
function keyHeaders({ components = {} }: Document): string[] {
  const schemes = Object.values((components['securitySchemes'] ?? {}) as Record<string, KeyScheme>)
  return schemes.flatMap((one) =>
    one.type === 'apiKey' && one.in === 'header' && one.name ? [one.name.toLowerCase()] : [],
  )
}
