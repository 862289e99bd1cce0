/** What the records of all kinds have in common. */
import type { Row, StateCall, StateReply, StateWorld } from '@parlance/mock/state'

export type User = Row & { readonly id: number; readonly name: string; readonly displayName: string }
export type Channel = Row & { readonly id: number; readonly type: 'PUBLIC' | 'PRIVATE' | 'DIRECT' }
/** The `MAIN` thread of a channel has its messages in common with it; that of a `MESSAGE` has the replies to it. */
export type Thread = Row & { readonly id: number; readonly channelId: number; readonly messageId?: number }
/** A message without a `threadId` is in the channel itself. */
export type Message = Row & {
  readonly id: number
  readonly channelId: number
  readonly threadId?: number
  readonly user?: User
}

/** The ids of new records follow these; those of the shipped world are lower. */
const ids = {
  users: 73_200,
  channels: 51_300,
  threads: 61_100,
  messages: 902_100,
  invites: 4_300,
  notifications: 95_100,
  functions: 7_110,
  functionVersions: 7_210,
  jobs: 3_500,
}

/** An id that no record of a kind has, or had. */
export function newId(world: StateWorld, kind: keyof typeof ids): number {
  const id = ids[kind] + world.next(kind)
  return world.collection(kind).get(id) ? newId(world, kind) : id
}

/** A record without some of its keys. */
export function without(row: Row, ...keys: readonly string[]): Row {
  return Object.fromEntries(Object.entries(row).filter(([key]) => !keys.includes(key)))
}

/** Shows records without keys that are there for us only. */
export function hiding(...keys: readonly string[]) {
  return (_: StateCall, row: Row): Row => without(row, ...keys)
}

/**
 * What a request says under some keys. Blank texts count as left out, as in answers; that 400 answers where one has to be
 * there is inferred.
 */
export function filled(call: StateCall, row: Row, ...required: readonly string[]): Row {
  const said = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== ''))
  const missing = required.find((key) => said[key] === undefined)
  return missing === undefined ? said : call.refuse(400, `The ${missing} is blank.`)
}

/** Changes these keys of a record and no others, whatever else the request says. */
export function changing(...keys: readonly string[]) {
  return (call: StateCall, draft: Row, before: Row): Row => {
    const said = filled(call, draft)
    const changed = keys.filter((key) => said[key] !== undefined)
    return { ...before, ...Object.fromEntries(changed.map((key) => [key, said[key]])) }
  }
}

/** Chooses what belongs to something, by the key that holds its id. */
export function of(key: string, id: number) {
  return (row: Row): boolean => row[key] === id
}

/** The record that the path names. */
export function asked<R extends Row>(call: StateCall, collection: string): R {
  return call.require(collection, call.params['id']) as R
}

/** The record of a collection that has one only, unless somebody's own world has none. */
export function only(world: StateWorld, collection: string): Row | undefined {
  return world.collection(collection).rows()[0]
}

/** Answers with the only record of a collection; without one, the contract answers. */
export function showOnly(call: StateCall, collection: string): StateReply | undefined {
  const row = only(call, collection)
  return row && call.show(collection, row)
}

/** Answers with the application, which users and channels belong to. */
export function application(call: StateCall): StateReply | undefined {
  return showOnly(call, 'application')
}

/** Deletes the records of some collections that a condition chooses. */
export function drop(world: StateWorld, names: readonly string[], condition: (row: Row) => boolean): void {
  for (const collection of names.map((name) => world.collection(name))) {
    for (const row of collection.where(condition)) collection.delete(row['id'] as number | string)
  }
}

export function isObject(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object that a JSON text holds; nothing for any other text. */
export function objectIn(text: string): Row | undefined {
  const value = valueIn(text)
  return isObject(value) ? value : undefined
}

/** What a JSON text holds; nothing for a text that is no JSON. */
export function valueIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
