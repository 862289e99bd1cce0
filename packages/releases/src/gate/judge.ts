import { covers, type Impact, largest } from '../impact.ts'
import { code, list } from '../words.ts'
import type { Assessment, PackageAssessment } from './assess.ts'
import { type Changeset, saidBump } from './changesets.ts'

/** What the gate says of a package. */
export interface Verdict extends PackageAssessment {
  /** The bump that changesets say for it; `none` where they say that no user notices. */
  said: Impact | 'none' | undefined
  /** `ok`, or what is wrong with the changesets. */
  verdict: 'ok' | 'too small' | 'missing'
  /** How to mend it; empty when nothing has to be. */
  mend: string
}

/** What the gate says of a repository. */
export interface Judgement {
  last: string | undefined
  version: string
  rows: Verdict[]
  /** What is wrong with the repository as a whole. */
  problems: string[]
  passed: boolean
}

/** Holds the changesets of a repository against what its differences demand. */
export function judge({ version, last, packages }: Assessment, changesets: Changeset[]): Judgement {
  const rows = packages.map((one) => verdictOf(one, changesets))
  const isFirst = last === undefined
  const problems =
    isFirst && changesets.every(({ releases }) => releases.size === 0)
      ? ['Nothing says what the first release brings: write a changeset with `npx changeset`.']
      : []
  const passed = problems.length === 0 && rows.every(({ verdict }) => verdict === 'ok')
  return { last, version, rows, problems, passed }
}

function verdictOf(one: PackageAssessment, changesets: Changeset[]): Verdict {
  // No changeset can name a package that is gone; all packages move together, so any will do.
  const said =
    one.status === 'removed'
      ? largest(changesets.flatMap(({ releases }) => [...releases.values()]))
      : saidBump(changesets, one.name)
  if (isSilent(one, changesets) && said === undefined)
    return { ...one, said: 'none', verdict: 'ok', mend: '' }
  if (covers(said, one.demanded)) return { ...one, said, verdict: 'ok', mend: '' }
  const verdict = said === undefined ? 'missing' : 'too small'
  return { ...one, said, verdict, mend: mendOf(one, said, changesets) }
}

function mendOf(one: PackageAssessment, said: Impact | undefined, changesets: Changeset[]): string {
  const { name, demanded, status } = one
  if (status === 'removed') {
    return `${code(name)} is gone: say so in a changeset with the bump ${code(demanded)} for any package.`
  }
  if (said !== undefined) {
    const files = changesets.filter(({ releases }) => releases.has(name)).map(({ file }) => code(file))
    return `Write ${code(`'${name}': ${demanded!}`)} instead of ${code(said)} in ${list(files, 'or')}.`
  }
  return canPropose(one)
    ? `Run ${code('npm run changeset')}, which writes one, and edit it.`
    : `Write a changeset for ${code(name)} with the bump ${code(demanded)} by ${code('npx changeset')}: only its author knows what it means to users. Where they notice nothing, write ${code('none')}.`
}

/**
 * Whether somebody has said that users notice nothing. That can be so where only code differs; what programs name or the
 * document tells is noticed.
 */
export function isSilent(one: PackageAssessment, changesets: Changeset[]): boolean {
  const isUnseen = one.status === 'kept' && one.demanded === 'patch' && !canPropose(one)
  return isUnseen && changesets.some(({ silent }) => silent.includes(one.name))
}

/** Whether there is something to say that a program can say. */
export function canPropose({ spec, signatures, types, status }: PackageAssessment): boolean {
  return (
    status === 'added' ||
    spec.length > 0 ||
    types.length > 0 ||
    signatures.some(({ impact }) => impact !== 'patch')
  )
}
