import { isDeepStrictEqual } from 'node:util'
import type { Finding } from '../agreements/agreement.ts'
import type { Draft } from '../requests/draft.ts'
import type { Life } from '../requests/lives.ts'
import { type Fields, keyOf, recordIn, recordOf } from '../requests/records.ts'
import { isExcused } from './excuses.ts'
import { contradictions } from './holds.ts'
import type { Scene, Visit } from './scene.ts'
import { inWords, jsonOf, type Problem, type Statement, together, type Trial, tryWith } from './statement.ts'
import { countOf, create, type Creation, type Thing } from './thing.ts'

export const created: Statement = {
  name: 'what is created is there',
  promises:
    'What was created can be read and says what was sent, as it was answered; it is found in every list of its kind, and counted.',
  async try(scene) {
    return together(await Promise.all(scene.lives.map((life) => tryLife(scene, this.name, life))))
  },
}

/** How many requests may be made until one has made something new. */
const patience = 200

async function tryLife(scene: Scene, statement: string, life: Life): Promise<Finding> {
  const { create: operation } = life
  const trial: Trial = (draft, isDocumented) => tryOne(scene, life, draft, isDocumented)
  const first = await tryWith(scene, statement, operation, trial)
  const isIdle = ({ tried, problems }: Finding) => tried === 0 && problems.length === 0
  if (!isIdle(first) || isExcused(scene.excuses, { operation: operation.id })) return first
  const second = await tryWith(scene, statement, operation, trial, patience)
  return isIdle(second) ? { tried: 0, problems: [`${operation.id}: nothing new was made`] } : second
}

/** What is wrong with one creation; nothing when it was refused, or answered with what was there already. */
async function tryOne(
  scene: Scene,
  life: Life,
  draft: Draft,
  isDocumented: boolean,
): Promise<Problem[] | undefined> {
  const visit = scene.enter()
  const known = keysIn(visit, life)
  const before = await countOf(scene, visit, life)
  const creation = await create(scene, visit, life, draft)
  const { answer, thing } = creation
  const operation = life.create.id
  if (!thing) {
    if (!isDocumented) return undefined
    return [{ operation, text: `what the documentation shows was answered with ${inWords(answer)}` }]
  }
  const read = await thing.read()
  if (!read) return [{ operation, text: `${thing.key} cannot be read by ${life.read.id}` }]
  if (known.has(thing.key)) return undefined
  return [
    ...asSaid(scene, life, creation, draft, read),
    ...(await amongOthers(scene, life, thing, draft)),
    ...(await counted(life, thing, before)),
  ]
}

/** What there is of a kind. */
function keysIn(visit: Visit, { read, parameter }: Life): Set<string> {
  const [name = ''] = read.id.split('.')
  return new Set((visit.records()[name] ?? []).flatMap((record) => keyOf(record, parameter) ?? []))
}

/** How what is read differs from what was sent, and from what was answered. */
function asSaid(
  { document }: Scene,
  life: Life,
  { answer }: Creation,
  draft: Draft,
  read: Fields,
): Problem[] {
  const operation = life.create.id
  const answered = recordOf(jsonOf(answer))
  const isWhole = recordIn(document, life.create)?.pointer === recordIn(document, life.read)?.pointer
  const isOther = isWhole && answered !== undefined && !isDeepStrictEqual(answered, read)
  const text = `it was answered as ${told(answered)}, and is read as ${told(read)}`
  const unlike = contradictions(document, life, life.create, draft, read)
  return [
    ...unlike.map((one) => Object.assign({ operation, by: life.read.id }, one)),
    ...(isOther ? [{ operation, text }] : []),
  ]
}

async function amongOthers({ document }: Scene, life: Life, thing: Thing, draft: Draft): Promise<Problem[]> {
  const problems: Problem[] = []
  const operation = life.create.id
  for (const list of life.lists) {
    const listed = await thing.in(list)
    if (listed) {
      const unlike = contradictions(document, life, life.create, draft, listed)
      problems.push(...unlike.map((one) => Object.assign({ operation, by: list.id }, one)))
    } else {
      problems.push({ operation: list.id, text: `${thing.key} of ${operation} is not in the list` })
    }
  }
  return problems
}

async function counted({ count }: Life, thing: Thing, before = 0): Promise<Problem[]> {
  const after = await thing.count()
  if (!count || after === before + 1) return []
  return [{ operation: count.id, text: `there were ${before}, and with one more there are ${after}` }]
}

function told(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 400)
}
