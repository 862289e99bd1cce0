import { isDeepStrictEqual } from 'node:util'
import type { Document } from '@parlance/compiler'
import { flatten, type Schema } from '../generate/schema.ts'
import { at, pointerTo } from '../pointer.ts'
import type { ContractOperation } from '../requests/contract.ts'
import type { Draft } from '../requests/draft.ts'
import { contradictions, type Difference } from './holds.ts'
import type { Life } from '../requests/lives.ts'
import { type Fields, isRecord, propertiesOf, recordIn, recordOf } from '../requests/records.ts'
import type { Scene } from './scene.ts'
import { inWords, isGood, jsonOf, type Problem, type Statement, together, tryWith } from './statement.ts'
import { createDocumented } from './thing.ts'

export const changed: Statement = {
  name: 'what is changed stays changed',
  promises:
    'A change shows in its answer, in what is read and in every list, and leaves alone what it does not name.',
  async try(scene) {
    const findings = scene.lives.flatMap((life) =>
      life.updates.map((update) =>
        tryWith(scene, this.name, update, (draft, isDocumented) =>
          tryOne(scene, life, update, draft, isDocumented),
        ),
      ),
    )
    return together(await Promise.all(findings))
  },
}

async function tryOne(
  scene: Scene,
  life: Life,
  update: ContractOperation,
  draft: Draft,
  isDocumented: boolean,
): Promise<Problem[] | undefined> {
  const { document } = scene
  const visit = scene.enter()
  const thing = await createDocumented(scene, visit, life)
  const before = await thing?.read()
  if (!thing || !before) return undefined
  visit.advance(1)
  const answer = await thing.ask(update, draft)
  const operation = update.id
  if (!isGood(answer)) {
    if (!isDocumented) return undefined
    return [{ operation, text: `what the documentation shows was answered with ${inWords(answer)}` }]
  }
  const read = await thing.read()
  if (!read) return [{ operation, text: `${thing.key} cannot be read once it is changed` }]
  const unlike = (by: string, shown: Fields): Problem[] =>
    contradictions(document, life, update, draft, shown).map((one) => Object.assign({ operation, by }, one))
  const problems = unlike(life.read.id, read)
  const answered = recordOf(jsonOf(answer))
  const isWhole = recordIn(document, update)?.pointer === recordIn(document, life.read)?.pointer
  if (isWhole && answered && !isDeepStrictEqual(answered, read))
    problems.push({ operation, text: 'its answer is another than what is read afterwards' })
  if (mergeOf(scene, update) !== 'replace')
    problems.push(
      ...touched(scene, life, draft, before, read).map((one) => Object.assign({ operation }, one)),
    )
  for (const list of life.lists) {
    const listed = await thing.in(list)
    // Whatever is not in this list at all was not there when it was created either.
    if (listed) problems.push(...unlike(list.id, listed))
  }
  return problems
}

/** What a change has touched without naming it. Times, and what clients may not write, are for the server to touch. */
function touched(
  { document }: Scene,
  { read }: Life,
  { body }: Draft,
  before: Fields,
  after: Fields,
): Difference[] {
  const named = isRecord(body?.value) ? Object.keys(body.value) : []
  const kept = recordIn(document, read)
  const known = kept ? propertiesOf(document, kept.schema, after) : new Map<string, Schema[]>()
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => !named.includes(field) && !isDeepStrictEqual(before[field], after[field]))
    .filter((field) => !(known.get(field) ?? []).some((schema) => isOfTheServer(document, schema)))
    .map((field) => ({
      field,
      text: `${field} was not named, was ${told(before[field])} and is ${told(after[field])}`,
    }))
}

function isOfTheServer(document: Document, schema: Schema): boolean {
  const flat = flatten(document, schema)
  return flat !== false && (flat.node['format'] === 'date-time' || flat.node['readOnly'] === true)
}

function mergeOf({ document }: Scene, { path, method }: ContractOperation): string {
  const said = at(document, `${pointerTo('paths', path, method.toLowerCase())}/x-merge`)
  return typeof said === 'string' ? said : method === 'PUT' ? 'replace' : 'shallow'
}

function told(value: unknown): string {
  return value === undefined ? 'not there' : JSON.stringify(value).slice(0, 200)
}
