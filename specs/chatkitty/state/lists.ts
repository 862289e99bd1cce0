/** How lists choose and sort. */
import type { Comparator, Row, StateFilter, StateRules } from '@parlance/mock/state'
import { valueAt } from './links.ts'
import { objectIn, type User } from './records.ts'
import { userCalled } from './users.ts'

function timeOf(row: Row): number {
  return Date.parse(row['createdTime'] as string)
}

/** That any part of a text counts, in any case, is inferred. */
const withText: StateFilter = (value) => {
  const wanted = value.toLowerCase()
  return ({ body }) => typeof body === 'string' && body.toLowerCase().includes(wanted)
}

/** By whom a message is unread is not documented: taken to be by everybody. */
const whetherUnread: StateFilter = (value, call) => {
  if (value !== 'true') return undefined
  const receipts = call.collection('receipts').rows()
  const read = new Set(receipts.map((row) => row['messageId']))
  return ({ id }) => !read.has(id)
}

/** Channels that all these users belong to; names are repeated, or joined with commas. */
const withMembers: StateFilter = (_, call) => {
  const names = [call.query['members'] ?? []].flat().flatMap((value) => value.split(','))
  const memberships = names.map((name) => {
    const user = userCalled(call, name)
    const rows = user ? call.collection('memberships').by('userId', user.id) : []
    return new Set(rows.map((row) => row['channelId']))
  })
  return ({ id }) => memberships.every((channels) => channels.has(id))
}

/** How this filter is written is not documented; JSON, each of whose keys has to be there and equal, is a guess. */
const withProperties: StateFilter = (value, call) => {
  const given = objectIn(value) ?? call.refuse(400, 'The filter for properties is no JSON object.')
  const wanted = Object.entries(given).map(([key, one]) => [key, JSON.stringify(one)] as const)
  return (row) => wanted.every(([key, one]) => JSON.stringify((row['properties'] as Row)[key]) === one)
}

export const channelFilters: Readonly<Record<string, StateFilter>> = {
  // Both bounds are inclusive; inferred.
  startTime(value) {
    const start = Date.parse(value)
    return (row) => timeOf(row) >= start
  },
  endTime(value) {
    const end = Date.parse(value)
    return (row) => timeOf(row) <= end
  },
  members: withMembers,
}

export const messageFilters: Readonly<Record<string, StateFilter>> = {
  username: (value) => (row) => (row['user'] as User | undefined)?.name === value,
  query: withText,
  unread: whetherUnread,
}

/** For all lists that have them. */
export const filters: Readonly<Record<string, StateFilter>> = { properties: withProperties }

/** As Spring writes it: `property,asc` or `property,desc`, by several when repeated; of properties further in with dots. */
export const order: NonNullable<StateRules['order']> = ({ sort }) => {
  const comparators = [sort ?? []].flat().map((text) => {
    const [path = '', direction = 'asc'] = text.split(',')
    return byProperty(path.split('.'), direction.toLowerCase() === 'desc' ? -1 : 1)
  })
  if (comparators.length === 0) return undefined
  const compare: Comparator = (a, b) => {
    for (const comparator of comparators) {
      const difference = comparator(a, b)
      if (difference !== 0) return difference
    }
    return 0
  }
  return compare
}

function byProperty(path: readonly string[], sign: number): Comparator {
  // Whoever looks for the first of many compares all of them with the same one.
  let last: { readonly row: Row; readonly value: unknown } | undefined
  return (a, b) => {
    if (last?.row !== b) last = { row: b, value: valueAt(b, path) }
    return sign * compared(valueAt(a, path), last.value)
  }
}

/** What has no such property comes first, and last where the order is turned round. */
function compared(a: unknown, b: unknown): number {
  if (a === b) return 0
  if (a === undefined || b === undefined) return a === undefined ? -1 : 1
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const one = String(a)
  const other = String(b)
  if (one < other) return -1
  return one === other ? 0 : 1
}
