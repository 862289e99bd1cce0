/** From what the state says to what is sent. */
import { encode, isJson } from '../encode.ts'
import type { Preferring, Reply } from '../exchange.ts'
import type { Answer } from '../judge/question.ts'
import { weakMemo } from '../memo.ts'
import { cursorOf, type Cursors, indexOf } from '../paging/cursor.ts'
import { makePage, type Source } from '../paging/pager.ts'
import type { Plan } from '../paging/plan.ts'
import type { Call, Listing } from './call.ts'
import type { Engine, Task } from './engine.ts'
import type { Row, StateReply } from './rules.ts'
import { selected } from './selected.ts'

/** Headers of the contract's example that speak of another thing. */
const others = new Set(['location', 'content-location', 'link'])

/** Writes a reply of the state as the contract has it. */
export function toReply(engine: Engine, call: Call, said: StateReply, answer: Answer): Reply {
  if ('rows' in said) return pageReply(engine, call, said as Listing, answer)
  const { status = answer.status, headers, body } = said
  const declared = declaredOf(answer.headers)
  if (!headers) return encoded({ status, headers: declared, body })
  const own = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const)
  return encoded({ status, headers: { ...declared, ...Object.fromEntries(own) }, body })
}

/** What the contract says in headers, without those that speak of its example. */
const declaredOf = weakMemo((headers: Answer['headers']): Answer['headers'] =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !others.has(name))),
)

function encoded({ status, headers, body }: Pick<Answer, 'status' | 'headers' | 'body'>): Reply {
  const { 'content-type': told } = headers
  if (body === undefined) return { status, headers: without(headers, 'content-type'), body }
  const named = told ?? 'application/json'
  // Records are written as JSON only, whatever else the contract has.
  const type = typeof body === 'string' || isJson(named) ? named : 'application/json'
  const all = type === told ? headers : { ...headers, 'content-type': type }
  return { status, headers: all, body: encode(body, type) }
}

function without(headers: Answer['headers'], name: string): Answer['headers'] {
  if (headers[name] === undefined) return headers
  return Object.fromEntries(Object.entries(headers).filter(([other]) => other !== name))
}

function pageReply(engine: Engine, call: Call, listing: Listing, answer: Answer): Reply {
  const { plan } = call.task
  const source = sourceOf(listing, call)
  const order = { exchange: call.exchange as Preferring, query: plan ? call.query : {}, answer, source }
  const { answer: page } = makePage(engine.document, plan ?? onePage(call.task, source.total), order)
  return encoded(page)
}

/** All of a list, where nobody says how to ask for a part of it. */
function onePage({ place, success }: Task, total: number): Plan {
  return {
    items: place,
    limitParam: undefined,
    limit: Math.max(total, 1),
    position: { kind: 'offset', name: '' },
    isLinked: false,
    nextLink: undefined,
    nextCursor: undefined,
    hasMore: undefined,
    defaults: {},
    schema: success.schema,
    idName: undefined,
  }
}

function sourceOf(listing: Listing, call: Call): Source {
  const { rows, order, show, sequenceOf } = listing
  const shown = (row: unknown) => (show ? show(call, row as Row) : row)
  return {
    total: rows.length,
    slice: (start, size) => selected(listing, start, size).map(shown),
    ...(sequenceOf &&
      call.task.plan?.position.kind === 'cursor' && { cursors: cursorsOf(rows, order, sequenceOf) }),
  }
}

/** Cursors that stay true while records come and go: they name a record, and lead to what follows when it is gone. */
function cursorsOf(
  rows: readonly unknown[],
  order: Listing['order'],
  sequenceOf: (row: Row) => number,
): Cursors {
  const isNewest = order === 'newest'
  const last = rows.length - 1
  const at = (index: number) => sequenceOf(rows[isNewest ? last - index : index] as Row)
  // A cursor past the end leads to what comes behind the last record, once there is such.
  const past = rows.length === 0 ? 0 : at(last) + (isNewest ? -1 : 1)
  return {
    cursorOf: (index) => cursorOf(index > last ? past : at(index)),
    indexOf(cursor) {
      const sequence = indexOf(cursor)
      if (sequence === undefined) return undefined
      let [low, high] = [0, rows.length]
      while (low < high) {
        const middle = (low + high) >>> 1
        const isBefore = isNewest ? at(middle) > sequence : at(middle) < sequence
        if (isBefore) low = middle + 1
        else high = middle
      }
      return low
    },
  }
}
