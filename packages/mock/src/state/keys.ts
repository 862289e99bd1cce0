/** Keys of new records, in the form in which the provider writes them. */
import { examplesOf, isObject, resolve, type ResponseObject } from '../document.ts'
import { nodeOf } from '../node.ts'
import { idAfter, lastId } from '../paging/items.ts'
import type { Engine } from './engine.ts'
import { propertiesOf } from './properties.ts'
import type { StateWorld } from './rules.ts'
import type { RecordShape } from './shape.ts'

const models = new WeakMap<RecordShape, string | number>()

/** The key that follows all that were there: those of the document's examples are never given out again. */
export function nextKey(world: StateWorld, shape: RecordShape, engine: Engine): string | number {
  const model = models.get(shape) ?? modelOf(shape, engine)
  models.set(shape, model)
  const records = world.collection(shape.name)
  for (;;) {
    const key = idAfter(model, world.next(`key of ${shape.name}`))
    if (!records.get(key)) return key
  }
}

function modelOf(shape: RecordShape, engine: Engine): string | number {
  const examples = engine.operations.flatMap((operation) => {
    const { role, resource } = engine.taskOf(operation)
    const isAbout = resource?.name === shape.name && (role === 'read' || role === 'create')
    return isAbout ? examplesIn(engine, operation) : []
  })
  const rows = examples.map((example) => rowIn(example, shape.key)).filter((row) => row !== undefined)
  const usual = shape.isNumbered ? 1000 : `${shape.name}-1000`
  return lastId(rows, shape.key) ?? exampleOf(shape, engine) ?? usual
}

/** What the schema shows of keys, or how it wants them to be. */
function exampleOf(
  { schema, key, isNumbered }: RecordShape,
  { document, completion }: Engine,
): string | number | undefined {
  const property = propertiesOf(document, schema).get(key)
  if (!property) return undefined
  const shown = property.nodes.flatMap(({ example, examples }) => [
    example,
    ...(Array.isArray(examples) ? examples : []),
  ])
  const isFormed = property.nodes.some(({ format, pattern }) => typeof (format ?? pattern) === 'string')
  const made = isFormed && !isNumbered ? [completion.valueOf(property)] : []
  const lastOf = (ids: readonly unknown[]) =>
    lastId(
      ids.map((id) => ({ id })),
      'id',
    )
  return lastOf(shown) ?? lastOf(made)
}

function examplesIn({ document }: Engine, operation: Engine['operations'][number]): unknown[] {
  return Object.entries(nodeOf(document, operation).responses ?? {})
    .filter(([code]) => code.startsWith('2'))
    .flatMap(([, node]) => Object.values(resolve<ResponseObject>(document, node).content ?? {}))
    .flatMap((media) => Array.from(examplesOf(document, media).values()))
}

/** A record, which may stand in a wrapper. */
function rowIn(example: unknown, key: string): unknown {
  if (!isObject(example)) return undefined
  return [example, ...Object.values(example)].find((one) => isObject(one) && Object.hasOwn(one, key))
}
