/** Keys of new records, in the form in which the provider writes them. */
import { idAfter, lastId } from '../paging/items.ts'
import type { Engine } from './engine.ts'
import { recordsIn } from './examples.ts'
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
  const rows = engine.operations.flatMap((operation) => {
    const { role, resource } = engine.taskOf(operation)
    const isAbout = resource?.name === shape.name && (role === 'read' || role === 'create')
    return isAbout ? recordsIn(engine, operation, shape.key) : []
  })
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
