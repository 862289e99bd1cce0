/** Parameters as the path, the client and HTTP can have them. */
import { identifier } from '@parlance/compiler'
import type { Notes } from './notes.ts'
import { operationsIn, type Place } from './operations.ts'
import { entriesAt, isNode, listAt, type Node, nodeAt, resolved, textAt } from './tree.ts'

/** Names that a generated function has for something else. */
const taken = new Set(['kernel', 'body', 'query', 'options'])

/** HTTP itself, or `content` and `security`, say what these are. */
const ignored = /^(accept|content-type|authorization)$/i

/** Mends the parameters of every operation; those of a path are written in its operations. */
export function mendParameters(document: Node, notes: Notes): void {
  for (const place of operationsIn(document)) {
    const own = [...listAt(place.item, 'parameters'), ...listAt(place.operation, 'parameters')]
    const kept = own.flatMap((parameter) => mend(document, place, parameter, notes))
    const once = new Map(kept.map((one) => [`${String(one['in'])}:${String(one['name'])}`, one]))
    place.operation['parameters'] = [...once.values(), ...missingIn(place, [...once.values()], notes)]
    if (listAt(place.operation, 'parameters').length === 0) delete place.operation['parameters']
  }
  for (const [, item] of entriesAt(document, 'paths')) delete item['parameters']
  const components = nodeAt(document, 'components')
  if (components) delete components['parameters']
  renamePathParameters(document, notes)
}

/** One parameter in place of a reference to it, or nothing where it has no use. */
function mend(document: Node, { name, path }: Place, parameter: Node, notes: Notes): Node[] {
  const found = resolved(document, parameter)
  const called = textAt(found, 'name')
  if (!found || !called) return []
  const place = found['in']
  if (place === 'header' && ignored.test(called)) {
    notes.lose('Header parameters that OpenAPI ignores', `${name}: ${called}`)
    return []
  }
  if (place === 'path' && !path.includes(`{${called}}`)) {
    notes.lose('Path parameters that are not in the path', `${name}: ${called}`)
    return []
  }
  if (place === 'header' || place === 'cookie') {
    notes.lose(
      'Header and cookie parameters, which are no arguments of a client: callers give them as `headers`',
      `${name}: ${called}`,
    )
    return []
  }
  return [{ ...structuredClone(found), ...(place === 'path' && { required: true }) }]
}

function missingIn({ name, path }: Place, parameters: Node[], notes: Notes): Node[] {
  const declared = new Set(parameters.filter((one) => one['in'] === 'path').map((one) => one['name']))
  const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, found]) => found!)
  return [...new Set(names)]
    .filter((one) => !declared.has(one))
    .map((one) => {
      notes.change('A parameter that the path has and nothing declared became a text', `${name}: ${one}`)
      return { name: one, in: 'path', required: true, schema: { type: 'string' } }
    })
}

/** A client has path parameters as arguments, whose names must differ and not be those of the others. */
function renamePathParameters(document: Node, notes: Notes): void {
  const paths = nodeAt(document, 'paths') ?? {}
  for (const [path, item] of entriesAt(document, 'paths')) {
    const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, found]) => found!)
    const used = new Set(taken)
    let renamed = path
    for (const old of names) {
      const plain = /^[A-Za-z_][\w-]*$/.test(old) ? old : `parameter${used.size}`
      const name = [plain, `${plain}_id`, `${plain}_id_${used.size}`].find(
        (one) => !used.has(identifier(one)),
      )!
      used.add(identifier(name))
      if (name === old) continue
      renamed = renamed.replace(`{${old}}`, `{${name}}`)
      notes.rename('path parameter', `{${old}} of ${path}`, `{${name}}`)
      for (const operation of Object.values(item).filter(isNode)) {
        const parameter = listAt(operation, 'parameters').find(
          (one) => one['in'] === 'path' && one['name'] === old,
        )
        if (parameter) parameter['name'] = name
      }
    }
    if (renamed === path) continue
    delete paths[path]
    paths[renamed] = item
  }
}
