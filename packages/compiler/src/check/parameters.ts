/** Whether a client can send the parameters of an operation. */
import type { Checks } from './document.ts'
import { below, isNode, items, read, type Spot, text } from './node.ts'
import type { Path } from './operation.ts'

/** The styles that the kernel writes, by the place of a parameter. */
const styles: Readonly<Record<string, string>> = { path: 'simple', query: 'form' }

/** Reports parameters that would be lost or written otherwise than the provider reads them. */
export function checkParameters(operation: Spot, path: Path | undefined, checks: Checks): void {
  // Nobody sends the parameters of a webhook.
  if (!path) return
  const declared = [path.item, operation].flatMap((owner) => parametersOf(owner, checks))
  const inPath = new Set(declared.filter(({ node }) => node['in'] === 'path').map(({ node }) => node['name']))
  const template = [...path.path.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name)
  for (const name of template) {
    if (!inPath.has(name))
      checks.report(operation.place, `does not declare {${name}} of its path. Add a parameter with in: path.`)
  }
  if (new Set(template).size < template.length)
    checks.report(path.item.place, 'has two places of one name. Give each a name of its own.')
  if (/[{}]/.test(path.path.replace(/\{[^{}]+\}/g, '')))
    checks.report(path.item.place, 'has a brace that belongs to no parameter. Write {name}.')
  for (const { node, place } of declared) {
    if (node['in'] === 'path' && typeof node['name'] === 'string' && !template.includes(node['name']))
      checks.report(
        place,
        `is in the path, which has no {${node['name']}}. Add it there, or remove the parameter.`,
      )
  }
}

function parametersOf(owner: Spot, checks: Checks): Spot[] {
  const { report, follow } = checks
  const seen = new Set<string>()
  const place = below(owner.place, 'parameters')
  return items(read(owner.node, 'parameters'), place, report).map((item) => {
    const parameter = follow(item)
    const key = `${String(parameter.node['in'])} ${String(parameter.node['name'])}`
    if (seen.has(key)) report(item.place, 'is declared twice. Remove one.')
    seen.add(key)
    checkParameter(parameter, checks)
    return parameter
  })
}

function checkParameter(parameter: Spot, checks: Checks): void {
  const { report, schema } = checks
  const { node, place } = parameter
  text(parameter, 'name', report, { required: true })
  text(parameter, 'description', report)
  const where = read(node, 'in')
  if (where !== 'path' && where !== 'query') return checkOther(parameter, report)
  if (where === 'path' && read(node, 'required') !== true)
    report(place, 'is in the path and may be left out. Write required: true.')
  const style = read(node, 'style')
  if (style !== undefined && style !== styles[where])
    report(below(place, 'style'), `the client cannot write ${JSON.stringify(style)}. Use ${styles[where]}.`)
  if (read(node, 'content') !== undefined)
    report(
      below(place, 'content'),
      'the client cannot write a parameter with a media type. Give it a schema.',
    )
  const own = read(node, 'schema')
  if (own !== undefined) schema(own, below(place, 'schema'))
  if (where === 'path') checkPathType(own, below(place, 'schema'), checks)
}

/** Anything else would not be one segment of the path. */
function checkPathType(schema: unknown, place: string, { report, follow }: Checks): void {
  if (!isNode(schema)) return
  const spot = follow({ node: schema, place })
  const types = [read(spot.node, 'type') ?? []].flat()
  const other = types.find((type) => !['string', 'integer', 'number'].includes(String(type)))
  if (other === undefined) return
  report(
    place,
    `is of type ${String(other)}, and a path takes a number or a text. Write string, integer or number.`,
  )
}

/** Headers that may be left out are given by the options of a call, which take any. */
function checkOther({ node, place }: Spot, report: Checks['report']): void {
  const where = read(node, 'in')
  if (where !== 'header' && where !== 'cookie') {
    report(
      below(place, 'in'),
      `is ${JSON.stringify(where) ?? 'missing'}. Write path, query, header or cookie.`,
    )
  } else if (where === 'cookie' || read(node, 'required') === true) {
    report(
      place,
      `is in the ${where}, where the client has no argument for it. Declare what every call carries as a security scheme, and leave out the rest: callers give it with the option headers.`,
    )
  }
}
