/** Requests that differ a little from what the documentation shows. */
import * as fc from 'fast-check'
import type { ContractOperation } from './contract.ts'
import { documentedDraft } from './documented.ts'
import { aimedAt, type Draft } from './draft.ts'
import { isRecord } from './records.ts'
import { type Material, validDrafts } from './valid.ts'

/** How many fields of a body are others at most. */
const most = 3

/**
 * Requests about what the documentation shows: every other one with a body of chance, and the rest with the documented body
 * and some of its fields changed. What chance makes up as a whole is hardly ever what a provider accepts.
 */
export function variantsOf(operation: ContractOperation, material: Material): fc.Arbitrary<Draft> {
  const shown = documentedDraft(material.document, operation)
  const drafts = validDrafts(operation, material).map((draft) => aimedAt(draft, shown.path))
  const picks = fc.array(fc.nat({ max: 1000 }), { maxLength: most })
  return fc
    .tuple(drafts, fc.boolean(), picks)
    .map(([draft, isNear, chosen]) => (isNear ? nearby(operation, material, shown, draft, chosen) : draft))
}

/** The documented request with some fields of another; the other one where that would not keep to the contract. */
function nearby(
  { bodies }: ContractOperation,
  { validator }: Material,
  shown: Draft,
  draft: Draft,
  picks: readonly number[],
): Draft {
  const [base, other] = [shown.body, draft.body]
  if (!base || !isRecord(base.value) || !other || !isRecord(other.value)) return draft
  const names = Object.keys(other.value)
  const changed = picks.flatMap((pick) => names[pick % names.length] ?? [])
  const fields = Object.fromEntries(
    changed.map((name) => [name, (other.value as Record<string, unknown>)[name]]),
  )
  const value = { ...base.value, ...fields }
  const { pointer } = bodies.find(({ mediaType }) => mediaType === base.mediaType)!
  if (validator.problems(pointer, value).length > 0) return draft
  return { ...shown, body: { ...base, value } }
}
