import { isDeepStrictEqual } from 'node:util'
import type { Draft } from '../requests/draft.ts'
import { contradictions } from './holds.ts'
import type { Life } from '../requests/lives.ts'
import { type Fields, recordIn, recordOf } from '../requests/records.ts'
import type { Scene } from './scene.ts'
import { inWords, jsonOf, type Problem, type Statement, together, tryWith } from './statement.ts'
import { countOf, create } from './thing.ts'

export const created: Statement = {
  name: 'what is created is there',
  promises:
    'What was created can be read and says what was sent, as it was answered; it is found in every list of its kind, and counted.',
  async try(scene) {
    const findings = scene.lives.map((life) =>
      tryWith(scene, this.name, life.create, (draft, isDocumented) =>
        tryOne(scene, life, draft, isDocumented),
      ),
    )
    return together(await Promise.all(findings))
  },
}

async function tryOne(
  scene: Scene,
  life: Life,
  draft: Draft,
  isDocumented: boolean,
): Promise<Problem[] | undefined> {
  const { document } = scene
  const visit = scene.enter()
  const before = await countOf(scene, visit, life)
  const { answer, thing } = await create(scene, visit, life, draft)
  const operation = life.create.id
  if (!thing) {
    if (!isDocumented) return undefined
    return [{ operation, text: `what the documentation shows was answered with ${inWords(answer)}` }]
  }
  const read = await thing.read()
  if (!read) return [{ operation, text: `${thing.key} cannot be read by ${life.read.id}` }]
  const unlike = (by: string, shown: Fields): Problem[] =>
    contradictions(document, life, life.create, draft, shown).map((one) =>
      Object.assign({ operation, by }, one),
    )
  const problems = unlike(life.read.id, read)
  const answered = recordOf(jsonOf(answer))
  const isWhole = recordIn(document, life.create)?.pointer === recordIn(document, life.read)?.pointer
  if (isWhole && answered && !isDeepStrictEqual(answered, read))
    problems.push({ operation, text: `it was answered as ${told(answered)}, and is read as ${told(read)}` })
  for (const list of life.lists) {
    const listed = await thing.in(list)
    if (listed) problems.push(...unlike(list.id, listed))
    else problems.push({ operation: list.id, text: `${thing.key} of ${operation} is not in the list` })
  }
  const after = await thing.count()
  if (life.count && after !== (before ?? 0) + 1)
    problems.push({
      operation: life.count.id,
      text: `there were ${before}, and with one more there are ${after}`,
    })
  return problems
}

function told(value: unknown): string {
  return JSON.stringify(value).slice(0, 400)
}
