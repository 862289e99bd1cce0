/** One thing on its way through its life: what the server says of it, wherever it can be asked. */
import type { ContractOperation } from '../requests/contract.ts'
import { documentedDraft } from '../requests/documented.ts'
import { aimedAt, type Draft } from '../requests/draft.ts'
import type { Answer } from '../suite/send.ts'
import type { Life } from '../requests/lives.ts'
import { listDraft, pagesOf } from './pages.ts'
import { type Fields, isRecord, keyOf, recordOf } from '../requests/records.ts'
import type { Scene, Visit } from './scene.ts'
import { isGood, jsonOf } from './statement.ts'

/** How something was created. */
export interface Creation {
  readonly answer: Answer
  /** Nothing when it was refused. */
  readonly thing: Thing | undefined
}

/** Creates something. */
export async function create(scene: Scene, visit: Visit, life: Life, draft: Draft): Promise<Creation> {
  const answer = await visit.ask(life.create, draft)
  if (!isGood(answer)) return { answer, thing: undefined }
  const made = recordOf(jsonOf(answer))
  const key = (made && keyOf(made, life.parameter)) ?? answer.headers['location']?.split('/').at(-1)
  if (key === undefined) throw new Error(`${life.create.id} does not say what it has created`)
  return { answer, thing: new Thing(scene, visit, life, draft, decodeURIComponent(key)) }
}

/** Creates what the documentation shows. */
export async function createDocumented(scene: Scene, visit: Visit, life: Life): Promise<Thing | undefined> {
  return (await create(scene, visit, life, documentedDraft(scene.document, life.create))).thing
}

export class Thing {
  readonly key: string
  readonly #scene: Scene
  readonly #visit: Visit
  readonly #life: Life
  readonly #made: Draft
  /** What it was when it was read last. */
  #last: Fields | undefined

  constructor(scene: Scene, visit: Visit, life: Life, made: Draft, key: string) {
    this.#scene = scene
    this.#visit = visit
    this.#life = life
    this.#made = made
    this.key = key
  }

  /** Asks an operation about it, as the documentation shows or as a draft says. */
  ask(
    operation: ContractOperation,
    draft: Draft = documentedDraft(this.#scene.document, operation),
  ): Promise<Answer> {
    return this.#visit.ask(operation, aimedAt(draft, { [this.#life.parameter]: this.key }))
  }

  /** What reading it shows; nothing when it is refused. */
  async read(): Promise<Fields | undefined> {
    const answer = await this.ask(this.#life.read)
    if (!isGood(answer)) return undefined
    return (this.#last = recordOf(jsonOf(answer)))
  }

  /** What a list shows of it; nothing when it is not among the others. */
  async in(list: ContractOperation): Promise<Fields | undefined> {
    const { document } = this.#scene
    const shown = listDraft(document, list, this.#last ? [this.#last] : [])
    const draft = {
      ...shown,
      path: { ...shown.path, ...(list.path === this.#life.create.path && this.#made.path) },
    }
    for await (const { items } of pagesOf(document, this.#visit, list, draft)) {
      const found = items.find((item) => isRecord(item) && keyOf(item, this.#life.parameter) === this.key)
      if (found !== undefined) return found as Fields
    }
    return undefined
  }

  /** How many things of its kind there are; nothing when nobody counts them. */
  count(): Promise<number | undefined> {
    return countOf(this.#scene, this.#visit, this.#life)
  }
}

/** How many things of a kind there are; nothing when nobody counts them. */
export async function countOf(
  { document }: Scene,
  visit: Visit,
  { count }: Life,
): Promise<number | undefined> {
  if (!count) return undefined
  const answer = await visit.ask(count, documentedDraft(document, count))
  return recordOf(jsonOf(answer))?.['count'] as number | undefined
}
