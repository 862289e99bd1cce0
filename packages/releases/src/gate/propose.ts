import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { covers } from '../impact.ts'
import { code } from '../words.ts'
import type { Assessment, PackageAssessment } from './assess.ts'
import { type Changeset, saidBump } from './changesets.ts'
import { canPropose, isSilent } from './judge.ts'
import { marked } from './marker.ts'
import { proseOf } from './prose.ts'

/** What became of the proposal for a package. */
export interface Proposal {
  name: string
  /** `refused`: a changeset of a person says too little, and is left as it is. */
  outcome: 'written' | 'updated' | 'removed' | 'enough' | 'refused' | 'by hand'
  /** What happened, with the file it happened to. */
  text: string
}

/**
 * Writes a changeset for every package whose differences demand one. What people wrote stays untouched; a proposal that
 * nobody has edited is brought up to date, or removed when nothing demands it any more.
 */
export function propose(
  root: string,
  { packages, providers, last }: Assessment,
  changesets: Changeset[],
): Proposal[] {
  if (last === undefined) return []
  const titles = new Map(providers.map(({ provider, title }) => [provider, title]))
  return packages.flatMap((one) => {
    const title = one.provider === undefined ? code(one.name) : (titles.get(one.provider) ?? one.name)
    return proposeFor(root, one, title, changesets)
  })
}

function proposeFor(
  root: string,
  one: PackageAssessment,
  title: string,
  changesets: Changeset[],
): Proposal[] {
  const { name, demanded, status } = one
  const naming = changesets.filter(({ releases }) => releases.has(name))
  const own = naming.find(({ isProposed, releases }) => isProposed && releases.size === 1)
  const said = saidBump(
    naming.filter((changeset) => changeset !== own),
    name,
  )
  if (isSilent(one, changesets)) return []
  if (demanded === undefined || covers(said, demanded)) {
    if (own) {
      rmSync(join(root, own.file))
      return [{ name, outcome: 'removed', text: `${own.file}: nothing demands it any more.` }]
    }
    return demanded === undefined
      ? []
      : [{ name, outcome: 'enough', text: `A changeset says ${said!} already.` }]
  }
  if (status === 'removed' || !canPropose(one)) {
    return [{ name, outcome: 'by hand', text: `Write a changeset with the bump ${demanded}: npx changeset` }]
  }
  const prose = proseOf(one, title)
  if (said !== undefined) {
    const files = naming.filter((changeset) => changeset !== own).map(({ file }) => file)
    return [
      {
        name,
        outcome: 'refused',
        text: `${files.join(', ')} says ${said} and ${demanded} is demanded. It is not ours to edit: raise the bump there, and say what this says:\n\n${prose}`,
      },
    ]
  }
  const file = own?.file ?? freeFile(root, one)
  const text = marked(`---\n'${name}': ${demanded}\n---\n`, prose)
  if (own && readFileSync(join(root, file), 'utf8') === text)
    return [{ name, outcome: 'enough', text: `${file} is up to date.` }]
  writeFileSync(join(root, file), text)
  return [{ name, outcome: own ? 'updated' : 'written', text: `${file}: ${demanded}` }]
}

/** `.changeset/chitchats-shipments-create.md`: the package, and what changes first. */
function freeFile(root: string, { name, spec, status }: PackageAssessment): string {
  const short = name.replace(/^@[^/]+\//, '')
  const about = status === 'added' ? 'new' : (spec[0]?.operations[0] ?? spec[0]?.subject.name ?? 'surface')
  const slug = `${short}-${about
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')}`.replace(/-$/, '')
  for (let number = 1; ; number++) {
    const file = `.changeset/${slug}${number > 1 ? `-${number}` : ''}.md`
    if (!existsSync(join(root, file))) return file
  }
}
