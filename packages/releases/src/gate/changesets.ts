import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseChangesetFile } from '@changesets/parse'
import { type Impact, impacts, largest } from '../impact.ts'
import { readWorkspace } from '../workspace.ts'
import { isProposal } from './marker.ts'

/** A changeset of the repository. */
export interface Changeset {
  /** From the root: `.changeset/four-providers.md`. */
  file: string
  summary: string
  /** Package → bump. */
  releases: Map<string, Impact>
  /** Packages of which it says `none`: they were changed, and no user notices. */
  silent: string[]
  /** Whether `npm run changeset` made it and nobody has edited it since. */
  isProposed: boolean
}

/**
 * Reads the changesets of a repository.
 *
 * @throws {Error} when one cannot be read, or names a package that is not published
 */
export function readChangesets(root: string): Changeset[] {
  const packages = readWorkspace(root).packages.map(({ name }) => name)
  const files = globSync('.changeset/*.md', { cwd: root }).toSorted()
  return files
    .filter((file) => basename(file) !== 'README.md')
    .map((file) => readChangeset(root, file.replaceAll('\\', '/'), packages))
}

function readChangeset(root: string, file: string, packages: string[]): Changeset {
  const text = readFileSync(join(root, file), 'utf8')
  let parsed: ReturnType<typeof parseChangesetFile>
  try {
    parsed = parseChangesetFile(text)
  } catch (error) {
    throw new Error(
      `${file} is no changeset: ${(error as Error).message}. Write it as \`npx changeset\` does.`,
      {
        cause: error,
      },
    )
  }
  const wrong = parsed.releases.find(({ name }) => !packages.includes(name))
  if (wrong) {
    throw new Error(
      `${file} names ${wrong.name}, which is not published. Name one of ${packages.join(', ')}, or remove the line.`,
    )
  }
  const releases = parsed.releases.flatMap(({ name, type }) => {
    const bump = impacts.find((impact) => impact === type)
    return bump === undefined ? [] : [[name, bump] as const]
  })
  const silent = parsed.releases.filter(({ type }) => type === 'none').map(({ name }) => name)
  return { file, summary: parsed.summary, releases: new Map(releases), silent, isProposed: isProposal(text) }
}

/** The bump that some changesets say for a package. */
export function saidBump(changesets: Changeset[], name: string): Impact | undefined {
  return largest(changesets.map(({ releases }) => releases.get(name)))
}
