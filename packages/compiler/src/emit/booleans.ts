/** Schemas that are `true` or `false`, which openapi-typescript does not know in most places. */

const maps = ['properties', '$defs', 'schemas'] as const
const lists = ['allOf', 'anyOf', 'oneOf', 'prefixItems'] as const
const single = ['items', 'schema', 'not'] as const

/** Marks a schema that no value satisfies. */
export const nothingAtAll = 'x-parlance-nothing'

type Node = Record<string, unknown>

/** Writes `true` and `false` as objects, in place. */
export function spellOutBooleans(node: unknown): void {
  if (typeof node !== 'object' || node === null) return
  if (Array.isArray(node)) return node.forEach(spellOutBooleans)
  const object = node as Node
  for (const word of single) if (typeof object[word] === 'boolean') object[word] = spelt(object[word])
  for (const word of [...maps, ...lists]) spellMembers(object[word])
  for (const [key, value] of Object.entries(object)) {
    if (!['example', 'examples', 'default', 'enum', 'const'].includes(key)) spellOutBooleans(value)
  }
}

function spellMembers(members: unknown): void {
  if (typeof members !== 'object' || members === null) return
  for (const [name, member] of Object.entries(members)) {
    if (typeof member === 'boolean') (members as Node)[name] = spelt(member)
  }
}

function spelt(schema: boolean): Node {
  return schema ? {} : { [nothingAtAll]: true }
}
