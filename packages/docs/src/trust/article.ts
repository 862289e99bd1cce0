/** The page that tells how all of it is tested, with the numbers of the last run. */
import { table } from '@parlance/compiler'
import type { Article } from '../guides/article.ts'
import { blocks, bullets, code, count } from '../markdown.ts'
import {
  type Results,
  resultsFile,
  type SuiteResult,
  sumOf,
  type Tally,
  triedBy,
  triedIn,
} from './results.ts'

/** Fault drills, as suites call them. */
const drillSuites = new Set(['mock', 'clients'])

/**
 * The page.
 *
 * @param titles name of each provider → its title
 */
export function trustArticle(results: Results | undefined, titles: ReadonlyMap<string, string>): Article {
  const title = 'How it is tested'
  return {
    source: resultsFile,
    path: 'trust/',
    title,
    folds: true,
    text: blocks(
      `# ${title}`,
      'One suite asks every provider, by existing, whether spec, mock and client agree. It has no list of cases: requests are made from the specs, good ones and ones with a single thing wrong, and whatever comes back is held against the spec by a judge that neither client nor mock shares.',
      ...(results ? withResults(results, titles) : [without]),
    ),
  }
}

const without =
  'There are no numbers here: no suite has been run in this copy. `npm run report` runs them all and keeps what they found.'

function withResults({ measured, suites }: Results, titles: ReadonlyMap<string, string>): string[] {
  const ofProviders = suites.filter(({ by }) => by === 'provider')
  return [
    `The numbers are of ${measured.date}, on Node ${measured.node}. Nothing was found wrong in that run: results with a violation are not kept. \`npm run report\` makes them anew.`,
    '## In numbers',
    overview(suites),
    'A request is refused when its answer has a status from 400 on: most of them are meant to be. What was neither accepted nor refused was cut off, which is right for what is no HTTP. The last column says how often a check had something to look at.',
    `A suite that finds nothing has to be one that would. So faults are planted in mocks, clients and servers, ${count(faultsOf(suites), 'fault')} in all, and each has to be found by the check that is there for it.`,
    '## By provider',
    byProvider(ofProviders, titles),
    ...suites.flatMap((suite) => suiteSection(suite, titles)),
  ]
}

function overview(suites: readonly SuiteResult[]): string {
  const rows = suites.map((suite) => {
    const tallies = Object.values(suite.providers)
    const tried = tallies.reduce((sum, tally) => sum + triedIn(tally), 0)
    return [suite.title, ...requestCells(tallies), number(tried)]
  })
  return table(['suite', 'requests', 'accepted', 'refused', 'checks'], rows)
}

/** A suite that counts no requests has none to show. */
function requestCells(tallies: readonly Tally[]): string[] {
  if (sumOf(tallies, 'requests') === 0) return ['–', '–', '–']
  return (['requests', 'accepted', 'refused'] as const).map((name) => number(sumOf(tallies, name)))
}

function byProvider(suites: readonly SuiteResult[], titles: ReadonlyMap<string, string>): string {
  const rows = [...titles].map(([name, title]) => {
    const tallies = suites.flatMap(({ providers }) => providers[name] ?? [])
    const drills = suites.filter(({ suite }) => drillSuites.has(suite))
    const survived = drills.reduce((sum, { providers }) => sum + triedIn(providers[name] ?? nothing), 0)
    return [title].concat(requestCells(tallies), number(survived))
  })
  return table(['provider', 'requests', 'accepted', 'refused', 'faults survived'], rows)
}

const nothing: Tally = { requests: 0, accepted: 0, refused: 0, checks: {} }

function suiteSection(suite: SuiteResult, titles: ReadonlyMap<string, string>): string[] {
  const promises = Object.entries(suite.checks).map(
    ([name, promise]) => `${code(name)} (${times(triedBy(suite, name))}): ${promise}`,
  )
  return [`## ${suite.title}`, bullets(promises), tallyTable(suite, titles), ...faultList(suite)]
}

function times(tried: number): string {
  return tried === 0 ? 'not in this run' : `tried ${tried === 1 ? 'once' : `${number(tried)} times`}`
}

function tallyTable({ suite, by, providers }: SuiteResult, titles: ReadonlyMap<string, string>): string {
  const hasRequests = sumOf(Object.values(providers), 'requests') > 0
  const rows = Object.entries(providers).map(([name, tally]) =>
    [titles.get(name) ?? name].concat(hasRequests ? requestCells([tally]) : [], number(triedIn(tally))),
  )
  const requests = hasRequests ? ['requests', 'accepted', 'refused'] : []
  return table([by, ...requests, drillSuites.has(suite) ? 'faults survived' : 'checks'], rows)
}

function faultList({ faults }: SuiteResult): string[] {
  if (faults.length === 0) return []
  const found = faults.map(({ name, caughtBy }) => `${capital(name)}: found by ${code(caughtBy)}.`)
  return ['Planted, and found:', bullets(found)]
}

function faultsOf(suites: readonly SuiteResult[]): number {
  return suites.reduce((sum, { faults }) => sum + faults.length, 0)
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function number(value: number): string {
  return value.toLocaleString('en')
}
