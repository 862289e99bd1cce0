/** The documents that ship with the mock, as far as drills have to understand them. */
import { readdirSync, readFileSync } from 'node:fs'

export type Node = Readonly<Record<string, unknown>>

/** A provider's document. */
export interface Bundle {
  readonly provider: string
  readonly document: Node
}

/** The mock's command line, as it is published. */
export const cli = new URL('cli.js', import.meta.resolve('@parlance/mock'))

/** Every document that ships with the mock. */
export function readBundles(): Bundle[] {
  const folder = new URL('specs/', cli)
  return readdirSync(folder).map((file) => ({
    provider: file.replace(/\.json$/, ''),
    document: JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Node,
  }))
}

/** An object of a document, wherever it stands; an empty one where there is none. */
export function follow(document: Node, value: unknown): Node {
  const node = (value ?? {}) as Node
  const reference = node['$ref']
  if (typeof reference !== 'string') return node
  const keys = reference.slice(2).split('/').map(decode)
  return follow(
    document,
    keys.reduce<unknown>((parent, key) => (parent as Node)[key], document),
  )
}

function decode(key: string): string {
  return decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')
}

/** Every example of a media type. */
export function examplesOf(document: Node, media: Node): unknown[] {
  const examples = Object.values((media['examples'] ?? {}) as Node)
  return [...examples.map((one) => follow(document, one)['value']), media['example']].filter(
    (one) => one !== undefined,
  )
}
