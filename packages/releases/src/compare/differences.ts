import type { Document } from '@parlance/compiler'
import { impacts } from '../impact.ts'
import type { Difference } from '../model.ts'
import { behaviourRules } from '../rules/behaviour.ts'
import { wordsRule } from '../rules/evidence.ts'
import { type ExtensionChange, extensionChanges } from './extensions.ts'
import { isSame } from './lists.ts'
import { aligned } from './operations.ts'
import { subjectName } from './sentences.ts'
import { shapeDifferences } from './shapes.ts'
import { usesIn } from './uses.ts'
import { wholeDifferences } from './whole.ts'

/**
 * Everything that is otherwise for users of a provider between two of its bundles, the largest impact first.
 *
 * @param base the bundle of the last release
 * @param revision the bundle of today
 */
export async function compareBundles(base: Document, revision: Document): Promise<Difference[]> {
  if (isSame(base, revision)) return []
  const [before, after] = aligned(base, revision)
  const pair = { base: before, revision: after, uses: usesIn([base, revision]) }
  const found = [
    ...wholeDifferences(base, revision),
    ...(await shapeDifferences(pair)),
    ...extensionChanges(before, after).flatMap(behaviourDifferences),
  ]
  const unique = [...new Map(found.map((one) => [`${one.impact} ${one.text}`, one])).values()]
  return unique.toSorted((a, b) => impacts.indexOf(a.impact) - impacts.indexOf(b.impact))
}

function behaviourDifferences(change: ExtensionChange): Difference[] {
  const { name, subject, field, before, after, operations } = change
  const what = subjectName({ subject, field, use: { takes: [], gives: [] }, tokens: [] })
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'
  const shared = { subject, ...(field !== '' && { field }), change: kind, operations, rule: name } as const
  const rulings = (behaviourRules[name] ?? wordsRule)(change, what)
  return rulings.map((ruling) => Object.assign(ruling, shared))
}
