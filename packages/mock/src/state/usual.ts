/** What an operation does by its place in the document. */
import type { Call } from './call.ts'
import { completed, draftOf, merged, timesOf } from './draft.ts'
import type { Engine, Task } from './engine.ts'
import { propertiesOf } from './properties.ts'
import type { Resource, Role } from './resources.ts'
import type { Row, StateReply } from './rules.ts'
import { targetOf, unwrap } from './success.ts'

type Usual = (call: Call, resource: Resource, engine: Engine) => StateReply | undefined

const usuals: Readonly<Record<Role, Usual>> = {
  create(call, { name }, engine) {
    const row = call.create(name, call.body)
    const { headers } = call.task.success
    const place = `${call.server}${call.exchange.path.replace(basePath(engine), '')}`
    const key = encodeURIComponent(String(row[engine.shapeOf(name).key]))
    return call.show(
      name,
      row,
      headers.includes('location') ? { headers: { location: `${place}/${key}` } } : {},
    )
  },
  read: (call, resource) => call.show(resource.name, recordOf(call, resource)),
  list: (call, { name }) => call.list(name),
  count: (call, { name }) => ({ body: { count: call.chosen(name).length } }),
  update(call, resource, engine) {
    const before = recordOf(call, resource)
    return call.show(resource.name, updated(call, resource, engine, before))
  },
  delete(call, resource, engine) {
    const { name } = resource
    const row = recordOf(call, resource)
    const { key, rules } = engine.shapeOf(name)
    rules.remove?.(call, row)
    call.collection(name).delete(row[key] as string | number)
    return isShown(call.task, resource, engine) ? call.show(name, row) : {}
  },
  action(call, resource, engine) {
    const row = recordOf(call, resource)
    return isShown(call.task, resource, engine) ? call.show(resource.name, row) : undefined
  },
}

/** What an operation does by its place; nothing where that says nothing. */
export function usual(call: Call, engine: Engine): StateReply | undefined {
  const { role, resource } = call.task
  return role && resource ? usuals[role](call, resource, engine) : undefined
}

function recordOf(call: Call, { name, parameter = '' }: Resource): Row {
  return call.require(name, call.params[parameter])
}

/** The path of the server, which the address of the server has already. */
function basePath({ server }: Engine): string {
  return URL.canParse(server) ? new URL(server).pathname.replace(/\/+$/, '') : ''
}

function updated(call: Call, { name }: Resource, { document, shapeOf }: Engine, before: Row): Row {
  const { schema, key, rules } = shapeOf(name)
  const changes = draftOf(document, schema, call.body, call.task.isOpen)
  const { merge } = call.task
  const base = merge === 'replace' ? kept(before, schema, { document, key }) : before
  const times = timesOf(document, schema, before, call.time, false)
  const draft = { ...merged(base, changes, merge), ...times, [key]: before[key] }
  const row = rules.update?.(call, draft, before) ?? draft
  return call.collection(name).put(completed(document, schema, row))
}

/** What a replacement leaves: the key, and what only the provider writes. */
function kept(
  before: Row,
  schema: unknown,
  { document, key }: Pick<Engine, 'document'> & { key: string },
): Row {
  const properties = propertiesOf(document, schema, before)
  return Object.fromEntries(
    Object.entries(before).filter(([name]) => name === key || properties.get(name)?.isReadOnly === true),
  )
}

/** Whether the answer of an operation is a record of the resource. */
function isShown({ success }: Task, { schema }: Resource, { document }: Engine): boolean {
  const target = targetOf(document, success.schema)
  return target === schema || (target !== undefined && unwrap(document, success.schema)?.schema === schema)
}
