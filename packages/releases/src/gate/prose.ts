/** Differences as the prose of a changeset: what a user reads in the changelog. */
import type { Impact } from '../impact.ts'
import { names } from '../words.ts'
import type { PackageAssessment } from './assess.ts'

const groups: [Impact, string][] = [
  ['major', 'Breaking:'],
  ['minor', 'New or otherwise:'],
  ['patch', 'Documentation:'],
]

/** The words for a package. */
export function proseOf(one: PackageAssessment, title: string): string {
  if (one.status === 'added') return `${title} is new.\n`
  const sentences = sentencesOf(one)
  const parts = groups.flatMap(([impact, heading]) => {
    const own = sentences.filter((sentence) => sentence.impact === impact)
    return own.length > 0 ? [`${heading}\n\n${own.map(({ text }) => `- ${text}`).join('\n')}`] : []
  })
  return `${title}\n\n${parts.join('\n\n')}\n`
}

function sentencesOf({ spec, signatures, types }: PackageAssessment): { impact: Impact; text: string }[] {
  const told = spec.filter(({ aspect }) => aspect !== 'words')
  const words = spec.filter(({ aspect }) => aspect === 'words')
  // What the spec tells, signatures and types only repeat.
  const explained = new Set(
    told.filter(({ impact }) => impact === 'major').flatMap(({ operations }) => operations),
  )
  const own = signatures.filter(
    ({ text }) => !told.some((one) => namesIn(text).some((name) => one.text.includes(name))),
  )
  const isExplained = [...told, ...own].some(({ impact }) => impact === 'major')
  const broken = types.filter(({ operation }) =>
    operation === undefined ? !isExplained : !explained.has(operation),
  )
  return [
    ...told,
    ...own,
    ...broken.map(({ text }) => ({
      impact: 'major' as const,
      text: `${text[0]!.toUpperCase()}${text.slice(1)}`,
    })),
    ...(words.length > 0
      ? [
          {
            impact: 'patch' as const,
            text: `Wording and examples of ${names([...new Set(words.map(placeOf))])}.`,
          },
        ]
      : []),
  ]
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/`[^`]+`/g)].map(([name]) => name)
}

function placeOf({ subject, field }: { subject: { name: string }; field?: string }): string {
  const name = subject.name || 'the API'
  return field === undefined ? name : `${name}.${field}`
}
