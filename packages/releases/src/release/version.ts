import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { assess, type Assessment } from '../gate/assess.ts'
import { readChangesets } from '../gate/changesets.ts'
import { judge } from '../gate/judge.ts'
import { gateText } from '../gate/table.ts'
import type { ReleaseRecord } from '../model.ts'
import { withScratch } from '../scratch.ts'
import { readWorkspace, type Workspace } from '../workspace.ts'
import { applyFiles } from './apply.ts'
import { lines, takeBaseline, writeBaseline } from './baseline.ts'
import { changesetVersion, releaseFiles, stage } from './stage.ts'

export interface VersionOptions {
  /** Day of the release, `2026-11-21`; today in UTC by default. */
  date?: string
  /** A folder whose `node_modules` has `@changesets/cli`; the repository by default. */
  tools?: string
}

/** What has become of a repository. */
export interface Versioned {
  version: string
  /** Files that were written or removed. */
  files: string[]
}

/**
 * Makes the next release of a built repository, short of publishing it: versions, changelogs, the differences of the
 * release, and the baseline of the next. Everything happens in a copy; the repository gets all of it or nothing.
 *
 * @throws {Error} when there is no changeset, the gate does not pass, or anything fails on the way
 */
export async function makeVersion(root: string, options: VersionOptions = {}): Promise<Versioned> {
  const { date = new Date().toISOString().slice(0, 10), tools = root } = options
  const workspace = readWorkspace(root)
  const assessment = await passedAssessment(root)
  return withScratch(async (folder) => {
    await stage(root, folder)
    const before = await releaseFiles(root)
    await changesetVersion(folder, tools)
    await finishChangelogs(folder)
    const version = nextVersion(folder, workspace)
    await writeBaseline(folder, await takeBaseline(workspace, version))
    await writeRecord(folder, recordOf(assessment, version, date))
    const kept = [...before].filter(([file]) => /^releases\/[^/]+\.json$/.test(file))
    const after = new Map([...kept, ...(await releaseFiles(folder))])
    return { version, files: applyFiles(root, before, after) }
  })
}

async function passedAssessment(root: string): Promise<Assessment> {
  const changesets = readChangesets(root)
  if (changesets.length === 0)
    throw new Error('There is no changeset, so there is nothing to release. Write one with `npx changeset`.')
  const assessment = await assess(root)
  const judgement = judge(assessment, changesets)
  if (!judgement.passed) throw new Error(gateText(judgement))
  return assessment
}

function nextVersion(folder: string, workspace: Workspace): string {
  const { version } = readWorkspace(folder)
  if (version === workspace.version)
    throw new Error('The changesets name no bump, so the version stays: give one a patch, minor or major.')
  return version
}

const nothing = 'No changes in this release.'

async function finishChangelogs(folder: string): Promise<void> {
  for (const file of globSync('packages/*/CHANGELOG.md', { cwd: folder })) {
    const text = await readFile(join(folder, file), 'utf8')
    const told = text.replaceAll(nothing, 'Nothing changed for users of this package.')
    await writeFile(join(folder, file), `${told.replace(/\n{3,}/g, '\n\n').trim()}\n`)
  }
}

function recordOf({ last, providers, packages }: Assessment, version: string, date: string): ReleaseRecord {
  const others = packages.filter(
    ({ provider, signatures }) => provider === undefined && signatures.length > 0,
  )
  return {
    version,
    ...(last !== undefined && { previous: last }),
    date,
    providers,
    packages: Object.fromEntries(others.map(({ name, signatures }) => [name, signatures])),
  }
}

async function writeRecord(folder: string, record: ReleaseRecord): Promise<void> {
  await mkdir(join(folder, 'releases'), { recursive: true })
  await writeFile(join(folder, 'releases', `${record.version}.json`), lines(record))
}
