/** Differences of releases as Markdown, which the docs make pages of. */
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { table } from '@parlance/compiler'
import { compare } from 'semver'
import { impacts } from '../impact.ts'
import type { Difference, ProviderDifferences, ReleaseRecord } from '../model.ts'
import { code, count, list, names } from '../words.ts'
import { readJson } from '../workspace.ts'

/** The records of all releases, the newest first. */
export function readRecords(root: string): ReleaseRecord[] {
  return globSync('releases/*.json', { cwd: root })
    .map((file) => readJson<ReleaseRecord>(join(root, file)))
    .toSorted((a, b) => compare(b.version, a.version))
}

/** The page of a release. */
export function releasePage({ version, previous, date, providers, packages }: ReleaseRecord): string {
  const since = previous === undefined ? 'The first release' : `What is otherwise since ${previous}`
  return joined([
    `# Version ${version}`,
    `${since}, ${date}.`,
    ...zeroNote(version, providers),
    ...sectionsOf(providers),
    ...Object.entries(packages).map(([name, changes]) => packageSection(name, changes)),
  ])
}

/** The page of what has not been released yet; `undefined` when nothing is otherwise. */
export function unreleasedPage(previous: string, providers: ProviderDifferences[]): string | undefined {
  if (!providers.some(isChanged)) return undefined
  return joined([
    '# Not yet released',
    `What is otherwise in the documents since ${previous}.`,
    ...zeroNote(previous, providers),
    ...sectionsOf(providers),
  ])
}

function joined(parts: string[]): string {
  return `${parts.map((part) => part.trimEnd()).join('\n\n')}\n`
}

function zeroNote(version: string, providers: ProviderDifferences[]): string[] {
  const isBreaking = providers.some(({ differences }) => differences.some(({ impact }) => impact === 'major'))
  return version.startsWith('0.') && isBreaking
    ? ['While versions are 0.x, what is `major` here moves the second number.']
    : []
}

function isChanged({ status, differences }: ProviderDifferences): boolean {
  return status !== 'kept' || differences.length > 0
}

/** What changed, provider by provider, and in one line where nothing did. */
function sectionsOf(providers: ProviderDifferences[]): string[] {
  const still = providers.filter((one) => !isChanged(one)).map(({ title }) => title)
  const rest = still.length > 0 ? [`Nothing changed in ${list(still)}.`] : []
  return [...providers.filter(isChanged).map(providerSection), ...rest]
}

function providerSection(one: ProviderDifferences): string {
  const { title, status, operations } = one
  if (status === 'added') return `## ${title}\n\nNew, with ${count(operations, 'operation')}.`
  if (status === 'removed') return `## ${title}\n\nNo longer part of Parlance.`
  return `## ${title}\n\n${table(['impact', 'what changed'], rowsOf(one))}`
}

function packageSection(name: string, changes: ReleaseRecord['packages'][string]): string {
  const rows = changes.map(({ impact, text }) => [impact, text])
  return `## ${code(name)}\n\n${table(['impact', 'what changed'], rows)}`
}

function rowsOf({ provider, differences }: ProviderDifferences): string[][] {
  const told = differences.filter(({ aspect }) => aspect !== 'words')
  const words = differences.filter(({ aspect }) => aspect === 'words')
  const rows = impacts.flatMap((impact) =>
    told.filter((one) => one.impact === impact).map((one) => [impact, linked(provider, one)]),
  )
  if (words.length === 0) return rows
  const places = words.map(({ subject, field }) =>
    [subject.name || 'the API', field].filter(Boolean).join('.'),
  )
  return [...rows, ['patch', `Wording and examples of ${names([...new Set(places)])}.`]]
}

/** Names of operations lead to the reference, where the docs still have them. */
function linked(provider: string, { text, operations }: Difference): string {
  return text.replace(/`([^`]+)`/g, (span, name: string) =>
    operations.includes(name) ? `[${span}](operation:${provider}/${name})` : span,
  )
}
