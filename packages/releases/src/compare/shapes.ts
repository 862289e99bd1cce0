import { largest } from '../impact.ts'
import type { Difference } from '../model.ts'
import { adjustments, type Judged } from '../rules/adjustments.ts'
import { listChange } from './lists.ts'
import { type Pair, type Place, placeOf } from './place.ts'
import { at } from './pointer.ts'
import { redoclyDiff, type RedoclyChange } from './redocly.ts'
import { sentencesOf } from './sentences.ts'

/** What `redocly diff` finds, in the terms of users and with the impact that they feel. */
export async function shapeDifferences(pair: Pair): Promise<Difference[]> {
  const changes = (await redoclyDiff(pair.base, pair.revision)).filter((change) => !isElsewhere(change))
  const placed = changes.map((change) => ({ change, place: placeOf(change, pair) }))
  const needed = new Set(placed.flatMap(({ change, place }) => newlyRequired(change, place)))
  return placed
    .filter(({ change, place }) => !(change.kind === 'added' && needed.has(fieldKey(place))))
    .map(({ change, place }) => difference(change, place, pair))
}

// A header may be called `x-…`, and so may a field.
const withinExtension = /(?<!\/(?:headers|properties|patternProperties))\/x-/

/** Whole operations and what our extensions say are compared by us; the names of types are in the API report. */
function isElsewhere({ typeName, kind, property = '', path }: RedoclyChange): boolean {
  const isWhole = ['Operation', 'PathItem', 'Paths', 'WebhooksMap'].includes(typeName) && kind !== 'modified'
  const isExtension = typeName === 'SpecExtension' || property.startsWith('x-') || withinExtension.test(path)
  const isIdentity = property === 'operationId' || (typeName === 'Info' && property === 'version')
  return isWhole || isExtension || isIdentity || isComponent(path, kind, property)
}

/** A component as a whole: users meet it in the operations that have it, and by the name of its type. */
function isComponent(path: string, kind: RedoclyChange['kind'], property: string): boolean {
  const isOne = /^#\/components\/(?!securitySchemes\/)[^/]+\/[^/]+$/.test(path)
  return isOne && (kind !== 'modified' || property === 'key')
}

function difference(change: RedoclyChange, place: Place, pair: Pair): Difference {
  const said = sentencesOf(change, place)
  const { base, revision } = change
  const { impact, rule, reason } = judge(change, place, pair)
  return {
    subject: place.subject,
    ...(place.field !== '' && { field: place.field }),
    ...said,
    impact: said.aspect === 'words' ? 'patch' : impact,
    ...(isSmall(base?.value) && said.aspect !== 'words' && { before: base!.value }),
    ...(isSmall(revision?.value) && said.aspect !== 'words' && { after: revision!.value }),
    operations: [...new Set([...place.use.takes, ...place.use.gives])],
    rule,
    ...(reason !== undefined && { reason }),
  }
}

function judge(
  change: RedoclyChange,
  place: Place,
  { revision }: Pair,
): Pick<Difference, 'impact' | 'rule' | 'reason'> {
  const node = at(revision, place.tokens)
  const verdicts = change.verdicts.length > 0 ? change.verdicts : [{ ruleId: '', impact: change.impact }]
  const judged = verdicts.map(({ ruleId, impact }) => {
    const seen: Judged = { change, ruleId, use: place.use, node: (node ?? {}) as Record<string, unknown> }
    const adjustment = adjustments.find(({ when }) => when(seen))
    return adjustment && adjustment.impact !== impact
      ? { impact: adjustment.impact, rule: adjustment.name, reason: adjustment.reason }
      : { impact, rule: ruleId || `${change.kind}-${change.property ?? change.typeName}` }
  })
  const impact = largest(judged.map((one) => one.impact))!
  return judged.find((one) => one.impact === impact)!
}

function newlyRequired(change: RedoclyChange, place: Place): string[] {
  if (change.property !== 'required' || change.typeName !== 'Schema') return []
  return listChange(change.base?.value, change.revision?.value).added.map((name) =>
    fieldKey({ ...place, field: place.field === '' ? String(name) : `${place.field}.${String(name)}` }),
  )
}

function fieldKey({ subject, field }: Place): string {
  return `${subject.kind} ${subject.name} ${field}`
}

function isSmall(value: unknown): boolean {
  return value !== undefined && (JSON.stringify(value)?.length ?? 0) <= 200
}
