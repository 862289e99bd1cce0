/** What an operation does by its place in the document. */
import { baseOf } from '../base.ts'
import type { Call } from './call.ts'
import { draftOf, merged, remaining, timesOf } from './draft.ts'
import type { Engine } from './engine.ts'
import { keyNames, type Resource, type Role } from './resources.ts'
import type { Row, StateReply } from './rules.ts'
import { isIdentified, placeIn } from './success.ts'

type Usual = (call: Call, resource: Resource, engine: Engine) => StateReply | undefined

const usuals: Readonly<Record<Role, Usual>> = {
  create(call, resource, engine) {
    const { name } = resource
    const row = call.create(name, written(call))
    const isLocated = call.task.success.headers.includes('location')
    const location = () => addressOf(call, resource, row[engine.shapeOf(name).key])
    return call.show(name, row, isLocated ? { headers: { location: location() } } : {})
  },
  read: (call, resource) => call.show(resource.name, recordOf(call, resource)),
  list: (call, { name }) => call.list(name),
  count: (call, { name }) => ({ body: { count: call.chosen(name).length } }),
  update(call, resource, engine) {
    const row = updated(call, resource, engine, recordOf(call, resource))
    const { schema } = call.task.success
    // It may be shown in a form of its own.
    const isLike = isIdentified(engine.document, schema, keyNames(resource.parameter))
    return isLike || isShown(call, resource, engine) ? call.show(resource.name, row) : call.declared(row)
  },
  delete(call, resource, engine) {
    const { name } = resource
    const row = recordOf(call, resource)
    const { key, rules } = engine.shapeOf(name)
    rules.remove?.(call, row)
    call.collection(name).delete(row[key] as string | number)
    return isShown(call, resource, engine) ? call.show(name, row) : call.declared({ [key]: row[key] })
  },
  action(call, resource, engine) {
    const row = recordOf(call, resource)
    return isShown(call, resource, engine) ? call.show(resource.name, row) : undefined
  },
}

/** What an operation does by its place; nothing where that says nothing. */
export function usual(call: Call, engine: Engine): StateReply | undefined {
  const { role, resource } = call.task
  return role && resource ? usuals[role](call, resource, engine) : undefined
}

function recordOf(call: Call, { name }: Resource): Row {
  return call.require(name, call.params[call.task.parameter ?? ''])
}

/** What of the body the operation lets clients write. */
function written({ body, task: { writable } }: Call): Row {
  const isWritten = (name: string) => !writable || writable.has(name)
  if (Object.keys(body).every(isWritten)) return body
  return Object.fromEntries(Object.entries(body).filter(([name]) => isWritten(name)))
}

/** Where a record is found: at the path of single ones, or below the list where there is none. */
function addressOf({ exchange, params }: Call, { path: list, parameter }: Resource, key: unknown): string {
  const { bases, path } = exchange.operation
  const isFilled = (template: string) =>
    [...template.matchAll(/\{([^}]+)\}/g)].every(([, name = '']) => Object.hasOwn(params, name))
  const template = parameter !== undefined && isFilled(list) ? list : path
  const filled = template.replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  )
  const [base = bases[0] ?? ''] = bases
    .filter((one) => exchange.path.startsWith(`${one}/`))
    .toSorted((one, other) => other.length - one.length)
  return `${baseOf(exchange)}${base}${filled}/${encodeURIComponent(String(key))}`
}

function updated(
  call: Call,
  { name }: Resource,
  { document, shapeOf, completion }: Engine,
  before: Row,
): Row {
  const { schema, key, rules } = shapeOf(name)
  const { merge, writable } = call.task
  const changes = draftOf(document, written(call), { schema, isOpen: !writable, before })
  const base = merge === 'replace' ? remaining(document, before, { schema, key, writable }) : before
  const times = timesOf(document, schema, before, call.time, false)
  const draft = { ...merged(base, changes, merge), ...times, [key]: before[key] }
  const row = rules.update?.(call, draft, before) ?? draft
  return call.collection(name).put(completion.whole(schema, row))
}

/** Whether the answer of an operation is a record of the resource. */
function isShown({ task }: Call, { schema }: Resource, { document }: Engine): boolean {
  return placeIn(document, task.success.schema, schema) !== undefined
}
