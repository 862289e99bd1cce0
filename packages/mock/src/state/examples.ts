/** The records that the examples of a document show. */
import { examplesOf, isObject, resolve, type ResponseObject } from '../document.ts'
import { nodeOf } from '../node.ts'
import type { Operation } from '../operation.ts'
import { valueAt } from '../pointer.ts'
import type { Engine } from './engine.ts'
import { itemsOf } from './items.ts'
import type { Row } from './rules.ts'
import type { Seed } from './seed.ts'
import type { RecordShape } from './shape.ts'

/** What a world begins with where nobody says it: the records of the document's own examples, each once. */
export function exampleSeed(engine: Engine): Seed {
  const collections = [...engine.shapes.values()].flatMap((shape): [string, Row[]][] => {
    const rows = rowsOf(engine, shape)
    return rows.length > 0 ? [[shape.name, rows]] : []
  })
  return Object.fromEntries(collections)
}

function rowsOf(engine: Engine, shape: RecordShape): Row[] {
  const rows = new Map<unknown, Row>()
  for (const operation of engine.operations) {
    for (const row of shownBy(engine, operation, shape)) {
      const key = row[shape.key]
      if (key !== undefined && !rows.has(key) && shape.check(row).length === 0) rows.set(key, row)
    }
  }
  return [...rows.values()]
}

function shownBy(engine: Engine, operation: Operation, shape: RecordShape): Row[] {
  const { role, resource } = engine.taskOf(operation)
  if (resource?.name !== shape.name) return []
  if (role === 'read') return recordsIn(engine, operation, shape.key)
  const place = role === 'list' ? itemsOf(engine.document, operation)?.place : undefined
  if (place === undefined) return []
  // Lists show the newest first.
  return successesOf(engine, operation)
    .flatMap((example) => [valueAt(example, place)].flat().toReversed())
    .filter(isObject)
}

/** The records that the examples of an operation show, each by itself or in a wrapper. */
export function recordsIn(engine: Engine, operation: Operation, key: string): Row[] {
  return successesOf(engine, operation).flatMap((example) => {
    const places = isObject(example) ? [example, ...Object.values(example)] : []
    return places.find((one) => isObject(one) && Object.hasOwn(one, key)) ?? []
  }) as Row[]
}

function successesOf({ document }: Engine, operation: Operation): unknown[] {
  return Object.entries(nodeOf(document, operation).responses ?? {})
    .filter(([code]) => code.startsWith('2'))
    .flatMap(([, node]) => Object.values(resolve<ResponseObject>(document, node).content ?? {}))
    .flatMap((media) => Array.from(examplesOf(document, media).values()))
}
