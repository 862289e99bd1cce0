import * as fc from 'fast-check'
import type { Finding } from '../agreements/agreement.ts'
import type { ContractOperation } from '../requests/contract.ts'
import { documentedDraft } from '../requests/documented.ts'
import type { Draft } from '../requests/draft.ts'
import { variantsOf } from '../requests/variants.ts'
import { seedFor } from '../suite/settings.ts'
import { isExcused } from './excuses.ts'
import type { Life } from '../requests/lives.ts'
import { limitOf, listDraft, pagesOf, pagingOf } from './pages.ts'
import { type Fields, isRecord, keyOf } from '../requests/records.ts'
import type { Scene, Visit } from './scene.ts'
import { messageOf, type Statement, together } from './statement.ts'
import { create } from './thing.ts'

/** How long the pages are that lists are read in. */
const pageSize = 2

/** How many things are made before a list is read, and how many while it is. */
const made = 6
const added = 4

export const paged: Statement = {
  name: 'lists are whole while they grow',
  promises:
    'A list read page by page has everything once; what is added meanwhile hides nothing and, unless pages are numbered, repeats nothing.',
  async try(scene) {
    const findings = scene.lives.flatMap((life) =>
      life.lists
        .filter((list) => limitOf(list, pagingOf(scene.document, list)) !== undefined)
        .map((list) => tryList(scene, life, list)),
    )
    return together((await Promise.all(findings)).filter((finding) => finding !== undefined))
  },
}

async function tryList(scene: Scene, life: Life, list: ContractOperation): Promise<Finding | undefined> {
  const operation = list.id
  try {
    const found = [await readThrough(scene, life, list, false), await readThrough(scene, life, list, true)]
    const problems = found.flatMap((reading) => (reading ? problemsIn(reading) : []))
    const told = problems.map((problem) => `${operation}, filled by ${life.create.id}: ${problem}`)
    const isFine = problems.length === 0 || isExcused(scene.excuses, { operation })
    return found.includes(undefined) ? undefined : { tried: found.length, problems: isFine ? [] : told }
  } catch (error) {
    return { tried: 2, problems: [messageOf(error)] }
  }
}

interface Reading {
  /** The keys of what was there from the beginning. */
  readonly wanted: readonly string[]
  readonly found: readonly string[]
  readonly pages: number
  readonly isGrowing: boolean
  readonly isNumbered: boolean
}

function problemsIn({ wanted, found, pages, isGrowing, isNumbered }: Reading): string[] {
  const when = isGrowing ? 'while more is added' : 'while nothing is added'
  const missing = wanted.find((key) => !found.includes(key))
  const twice = found.find((key, index) => found.indexOf(key) !== index)
  const mayRepeat = isGrowing && isNumbered
  return [
    ...(missing === undefined ? [] : [`${missing} was there from the beginning, and is on no page ${when}.`]),
    ...(twice === undefined || mayRepeat ? [] : [`${twice} is on two pages ${when}.`]),
    ...(pages < 3
      ? [`it has ${pages} pages of ${pageSize}, though it should have ${wanted.length} things.`]
      : []),
  ]
}

/** Reads a list page by page, and adds something after each page; nothing where too little can be made. */
async function readThrough(
  scene: Scene,
  life: Life,
  list: ContractOperation,
  isGrowing: boolean,
): Promise<Reading | undefined> {
  const { document } = scene
  const visit = scene.enter()
  const more = makerOf(scene, visit, life)
  const records: Fields[] = []
  for (let record = await more(); record; record = records.length < made ? await more() : undefined)
    records.push(record)
  if (records.length < made) return undefined
  const draft = listDraft(document, list, records)
  const meant = records.filter((record) =>
    Object.keys(draft.query).every((name) => isShownBy(draft, record, name)),
  )
  const found: string[] = []
  let [pages, isNumbered] = [0, false]
  for await (const page of pagesOf(document, visit, list, draft, pageSize)) {
    found.push(...page.items.flatMap((item) => (isRecord(item) ? (keyOf(item, life.parameter) ?? []) : [])))
    isNumbered ||= page.isNumbered
    pages += 1
    if (isGrowing && pages <= added) await more()
  }
  const wanted = meant.flatMap((record) => keyOf(record, life.parameter) ?? [])
  return { wanted, found, pages, isGrowing, isNumbered }
}

function isShownBy({ query }: Draft, record: Fields, name: string): boolean {
  return record[name] === undefined || record[name] === query[name]
}

/** Makes one thing after the other, each time another: the documented one first, then any that the contract allows. */
function makerOf(scene: Scene, visit: Visit, life: Life): () => Promise<Fields | undefined> {
  const shown = documentedDraft(scene.document, life.create)
  const seed = seedFor(scene.settings.seed, life.create.id, 'made')
  const others = fc.sample(variantsOf(life.create, scene), { numRuns: 60, seed })
  const drafts = [shown, ...others]
  const keys = new Set<string>()
  return async () => {
    for (let draft = drafts.shift(); draft; draft = drafts.shift()) {
      const { thing } = await create(scene, visit, life, draft)
      // What is made again may be what was there already.
      if (!thing || keys.has(thing.key)) continue
      keys.add(thing.key)
      return thing.read()
    }
    return undefined
  }
}
