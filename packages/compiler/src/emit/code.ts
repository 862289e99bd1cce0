import type { Evidence } from '../document.ts'
import { Helper } from '../helper.ts'
import type { OperationModel } from '../model.ts'

export const generatedNotice =
  '// Made by the compiler from the spec. Edit the YAML under specs/, not this file.\n'

/** A doc comment. Empty paragraphs are left out. */
export function docComment(paragraphs: (string | undefined)[], indent = ''): string {
  const text = safe(paragraphs.filter(Boolean).join('\n\n')).replaceAll('*/', '*\\/').trimEnd()
  const lines = text.split('\n').map((line) => `${indent} * ${line}`.trimEnd())
  return `${indent}/**\n${lines.join('\n')}\n${indent} */\n`
}

/** Characters that make readers see a line of code otherwise than compilers do: they change the direction of text. */
const misleading = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** Text in which these characters are written as what they are. */
export function safe(text: string): string {
  return text.replace(
    misleading,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Stands in a value for an expression. */
export class Code {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** A value as a TypeScript literal in our style. */
export function literal(value: unknown, indent = ''): string {
  if (typeof value === 'string') return quote(value)
  if (value instanceof Code) return value.text
  if (value instanceof Helper)
    return value.argument
      ? // Bundlers drop an unused call only if they are told that it does nothing else.
        `/* @__PURE__ */ ${value.name}(${literal(value.argument, indent)})`
      : value.name
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined'
  const deeper = `${indent}  `
  const items = Array.isArray(value)
    ? value.map((item) => literal(item, deeper))
    : Object.entries(value).map(([key, item]) => `${keyOf(key)}: ${literal(item, deeper)}`)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  if (items.length === 0) return open + close
  const space = open === '{' ? ' ' : ''
  const line = `${open}${space}${items.join(', ')}${space}${close}`
  if (line.length <= 80 && !line.includes('\n')) return line
  return `${open}\n${items.map((item) => `${deeper}${item},\n`).join('')}${indent}${close}`
}

/** Written as `__proto__:`, a key would become the prototype of its object. */
function keyOf(name: string): string {
  return name === '__proto__' ? "['__proto__']" : propertyName(name)
}

function quote(text: string): string {
  return `'${safe(JSON.stringify(text).slice(1, -1)).replaceAll("'", "\\'").replaceAll('\\"', '"')}'`
}

export function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name)
}

/** `official — Guide, section Errors`. */
export function evidenceText({ level, source, note }: Evidence): string {
  return `${level} — ${source}${note ? ` (${note.replace(/\.$/, '')})` : ''}`
}

/** Name of a method in an interface, where `new` would be a constructor. */
export function methodName(verb: string): string {
  return verb === 'new' ? "'new'" : verb
}

/** `id: string, query?: ShipmentsListQuery, options?: CallOptions`. */
export function parameterList(operation: OperationModel): string {
  const args = operation.args.map((arg) => `${arg.identifier}: ${arg.type}`)
  return [...args, operandList(operation)].join(', ')
}

/** What stands behind the path parameters: `query?: ShipmentsListQuery, options?: CallOptions`. */
export function operandList(operation: OperationModel): string {
  const { body, typeName } = operation
  const list: string[] = []
  if (body) list.push(`body${body.required ? '' : '?'}: ${body.type}${body.required ? '' : ' | undefined'}`)
  else if (operation.query.length > 0) list.push(`query${queryMark(operation)}: ${typeName}Query`)
  const takesQueryOption = body && operation.query.length > 0
  list.push(`options?: ${takesQueryOption ? `BodyCallOptions<${typeName}Query>` : 'CallOptions'}`)
  return list.join(', ')
}

function queryMark({ query }: OperationModel): '' | '?' {
  return query.some((parameter) => parameter.required) ? '' : '?'
}

/** `Call<ShipmentEnvelope, ShipmentsGetError>`. */
export function returnType({ data, paging, typeName }: OperationModel): string {
  return paging
    ? `PagedCall<${data}, ${paging.itemType}, ${typeName}Error>`
    : `Call<${data}, ${typeName}Error>`
}

/** What the signatures of some operations refer to, by where it is imported from. */
export interface SignatureImports {
  runtime: string[]
  types: string[]
  /** Whether a signature points into the generated `operations`, having no name of its own. */
  operations: boolean
}

const runtimeTypes = new Set(['BodyCallOptions', 'Call', 'CallOptions', 'PagedCall'])

export function signatureImports(operations: OperationModel[], parameters = parameterList): SignatureImports {
  const signatures = operations
    .map((operation) => `${parameters(operation)} ${returnType(operation)}`)
    .join('\n')
  const words = new Set(
    signatures.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '').match(/\b[A-Z]\w*/g) ?? [],
  )
  for (const builtIn of ['Blob', 'NonNullable', 'Record']) words.delete(builtIn)
  return {
    runtime: [...words].filter((name) => runtimeTypes.has(name)),
    types: [...words].filter((name) => !runtimeTypes.has(name)),
    operations: signatures.includes("operations['"),
  }
}

/** An import of types, or nothing when there are none. */
export function importTypes(names: string[], from: string): string {
  return names.length > 0 ? `import type { ${names.toSorted().join(', ')} } from '${from}'\n` : ''
}
