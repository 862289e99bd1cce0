/** How lists are filtered and sorted, and how records are shown: the same for every resource. */
import type { Comparator, Row, StateCall, StateFilter, StateWorld } from '@parlance/mock/state'
import { firstAt, isAny, isRow, rowsOf, textOf } from './fields.ts'

type Query = StateCall['query']

/** Says whether one of the values that a record has in a field is what was asked for, or none where `!` asks for that. */
interface Test {
  readonly holds: (own: unknown) => boolean
  readonly isNegated: boolean
}

/** Parameters that choose nothing. */
const shaping = new Set(['sort', 'select', 'populate'])

/**
 * Chooses by any field, dots leading inside [official]. Together with `participants.user`, what is asked of participants
 * is asked of that one [inferred].
 */
export const byField: StateFilter = (value, call, name) => {
  if (shaping.has(name)) return undefined
  const test = readTest(value)
  const path = name.split('.')
  const user = call.one('participants.user')
  if (path[0] !== 'participants' || path[1] === 'user' || user === undefined) {
    const places = placesOf(path)
    return (row) => places.some((place) => isAny(row, place, test.holds)) !== test.isNegated
  }
  const meant = readTest(user)
  const within = path.slice(1)
  return (row) =>
    rowsOf(row['participants'])
      .filter((participant) => meant.holds(participant['user']) !== meant.isNegated)
      .some((participant) => isAny(participant, within, test.holds) !== test.isNegated)
}

/** What is asked of users by `role` is found in their memberships too [observed]; nothing else has such. */
function placesOf(path: readonly string[]): readonly (readonly string[])[] {
  return path.length === 1 && path[0] === 'role' ? [path, ['organizations', 'role']] : [path]
}

/** Equality is official; `~`, `^`, `>`, `>=` and lists are observed; `<`, `<=`, `!` and a final `$` are inferred. */
function readTest(value: string): Test {
  const isNegated = value.startsWith('!')
  const wanted = isNegated ? value.slice(1) : value
  const isList = wanted.startsWith('[') && wanted.endsWith(']')
  const alternatives = isList ? wanted.slice(1, -1).split(',') : [wanted]
  const comparisons = alternatives.map((one) => readComparison(isList ? one.trim() : one))
  const [only, ...others] = comparisons
  const holds = (own: unknown) => comparisons.some((one) => one(own))
  return { holds: only && others.length === 0 ? only : holds, isNegated }
}

type Holds = (wanted: string) => (own: unknown) => boolean

const operators: readonly (readonly [sign: string, holds: Holds])[] = [
  ['>=', comparing((own, wanted) => own >= wanted)],
  ['<=', comparing((own, wanted) => own <= wanted)],
  ['>', comparing((own, wanted) => own > wanted)],
  ['<', comparing((own, wanted) => own < wanted)],
  // That it does not matter how words are capitalized is inferred.
  ['~', (wanted) => (own) => String(own).toLowerCase().includes(wanted.toLowerCase())],
  ['^', (wanted) => (own) => String(own).startsWith(wanted)],
]

function readComparison(value: string): (own: unknown) => boolean {
  const [sign, holds] = operators.find(([one]) => value.startsWith(one)) ?? []
  if (sign !== undefined && holds) return holds(value.slice(sign.length))
  if (value.length > 1 && value.endsWith('$')) return (own) => String(own).endsWith(value.slice(0, -1))
  return comparing((own, wanted) => own === wanted)(value)
}

/** Compares as numbers, as moments, or else as texts. */
function comparing(isRight: <V extends number | string>(own: V, wanted: V) => boolean): Holds {
  return (wanted) => {
    const number = Number(wanted)
    const moment = momentOf(wanted)
    const time = moment === undefined ? undefined : new Date(moment).toISOString()
    return (own) => {
      if (typeof own === 'number') return isRight(own, number)
      const text = String(own)
      return time === undefined ? isRight(text, wanted) : isRight(timeOf(text), time)
    }
  }
}

/** A moment as the platform writes it, so that texts are in the order of time; anything else as it is. */
function timeOf(text: string): string {
  if (text.length === 24 && text.endsWith('Z')) return text
  const moment = momentOf(text)
  return moment === undefined ? text : new Date(moment).toISOString()
}

/** A date, or a time, which is in UTC when it names no offset [official]. */
function momentOf(text: string): number | undefined {
  const parts = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?$/.exec(text)
  if (!parts) return undefined
  const [, time, offset] = parts
  const moment = Date.parse(time !== undefined && offset === undefined ? `${text}Z` : text)
  return Number.isNaN(moment) ? undefined : moment
}

function textOrder(a: string, b: string): number {
  if (a < b) return -1
  return a === b ? 0 : 1
}

/** `sort`: names of fields, a `-` turning one round, later ones deciding among equals [official]. */
export function bySort({ sort }: Query): Comparator | undefined {
  const fields = namesIn([sort].flat().join(',')).map((name) => {
    const isDescending = name.startsWith('-')
    return { path: (isDescending ? name.slice(1) : name).split('.'), sign: isDescending ? -1 : 1 }
  })
  if (fields.length === 0) return undefined
  const comparators = fields.map(({ path, sign }) => byFirst(path, sign))
  return (a, b) => {
    for (const compare of comparators) {
      const difference = compare(a, b)
      if (difference !== 0) return difference
    }
    return 0
  }
}

/** Compares what stands first in a field. */
function byFirst(path: readonly string[], sign: number): Comparator {
  // Whoever looks for the first of many compares all of them with the same one.
  let last: { readonly row: Row; readonly value: unknown } | undefined
  return (a, b) => {
    if (last?.row !== b) last = { row: b, value: firstAt(b, path) }
    return orderOf(firstAt(a, path), last.value) * sign
  }
}

/** What is missing comes first [inferred]. */
function orderOf(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined)
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return textOrder(String(a), String(b))
}

/** Fields that hold ids, and of what. */
const references: Readonly<Record<string, string>> = {
  organization: 'organizations',
  parent: 'organizations',
  contact: 'contacts',
  conversation: 'conversations',
  messages: 'messages',
  forms: 'forms',
  bot: 'bots',
}

/** How deep `populate` leads: that is not documented, and conversations have messages that have conversations. */
const deepest = 3

/** A record as `populate` and `select` want it. */
export function shown(call: StateCall, row: Row): Row {
  const selected = namesIn(call.one('select'))
  const populated = namesIn(call.one('populate'))
  const record = populated.reduce((one, path) => expanded(call, one, path.split('.').slice(0, deepest)), row)
  if (selected.length === 0) return record
  // That the id always comes along is inferred.
  const names = new Set(['id', ...selected.map((name) => name.split('.')[0])])
  return Object.fromEntries(Object.entries(record).filter(([name]) => names.has(name)))
}

/** A record with the references of one path replaced; what is gone stays an id [inferred]. */
function expanded(world: StateWorld, row: Row, [name, ...rest]: readonly string[]): Row {
  if (name === undefined || row[name] === undefined) return row
  const collection = references[name]
  const follow = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(follow)
    const id = textOf(value)
    const record =
      id !== undefined && collection !== undefined ? world.collection(collection).get(id) : undefined
    const found = record ?? value
    return isRow(found) ? expanded(world, found, rest) : found
  }
  return { ...row, [name]: follow(row[name]) }
}

function namesIn(list: string | undefined): string[] {
  const names = list?.split(',').map((name) => name.trim()) ?? []
  return names.filter((name) => name !== '')
}
