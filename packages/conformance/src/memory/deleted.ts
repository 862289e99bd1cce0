import type { ContractOperation } from '../requests/contract.ts'
import { documentedIn } from '../requests/documented.ts'
import { aimedAt, type Draft } from '../requests/draft.ts'
import { type Life, readsOf } from '../requests/lives.ts'
import type { Scene } from './scene.ts'
import { inWords, isGone, isGood, type Problem, type Statement, together, tryWith } from './statement.ts'
import { countOf, createDocumented } from './thing.ts'

export const deleted: Statement = {
  name: 'what is deleted is gone',
  promises:
    'What was deleted is found by no operation that leads to it or through it, is in no list and is not counted.',
  async try(scene) {
    const findings = scene.lives.flatMap((life) => {
      const { remove } = life
      return remove
        ? [tryWith(scene, this.name, remove, (draft) => tryOne(scene, { ...life, remove }, draft))]
        : []
    })
    return together(await Promise.all(findings))
  },
}

type MortalLife = Life & { readonly remove: ContractOperation }

async function tryOne(scene: Scene, life: MortalLife, draft: Draft): Promise<Problem[] | undefined> {
  const { remove } = life
  const visit = scene.enter()
  const before = await countOf(scene, visit, life)
  const thing = await createDocumented(scene, visit, life)
  if (!(await thing?.read()) || !thing) return undefined
  const answer = await thing.ask(remove, draft)
  if (!isGood(answer)) {
    return [{ operation: remove.id, text: `what ${life.create.id} made was refused with ${inWords(answer)}` }]
  }
  const problems: Problem[] = []
  for (const operation of life.below) {
    const again = await thing.ask(operation)
    if (isGone(again)) continue
    problems.push({
      operation: operation.id,
      text: `${thing.key} is deleted; it was answered with ${inWords(again)}`,
    })
  }
  for (const list of life.lists) {
    if (await thing.in(list))
      problems.push({ operation: list.id, text: `${thing.key} is deleted, and listed` })
  }
  const after = await thing.count()
  if (life.count && after !== before)
    problems.push({
      operation: life.count.id,
      text: `there were ${before} before it came, and ${after} after it went`,
    })
  return problems
}

export const unknown: Statement = {
  name: 'what nobody has made is not there',
  promises:
    'Every operation that leads to a thing or through it answers with 404 when there is no such thing.',
  async try(scene) {
    const findings = readsOf(scene.document).flatMap(({ below, parameter, read }) => {
      const key = strangerTo(scene, read, parameter)
      return below.map((operation) =>
        tryWith(scene, this.name, operation, async (draft) => {
          // What is put at an address is there.
          if (operation.method === 'PUT' && operation.path === read.path) return undefined
          const answer = await scene.enter().ask(operation, aimedAt(draft, { [parameter]: key }))
          if (isGone(answer)) return []
          return [
            { operation: operation.id, text: `there is no ${key}; it was answered with ${inWords(answer)}` },
          ]
        }),
      )
    })
    return together(await Promise.all(findings))
  },
}

/** The identity of a thing that is not there, in the form of those that are. */
function strangerTo({ document }: Scene, read: ContractOperation, parameter: string): string | number {
  const known = documentedIn('path', document, read)[parameter]
  if (typeof known === 'number') return known + 500_000
  const other = String(known).replaceAll(/\d/g, (digit) => String((Number(digit) + 5) % 10))
  return other === known ? `${other}x` : other
}
