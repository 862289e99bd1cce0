/** Makes one document of a spec that may be written in several files. */
import { basename, dirname, resolve } from 'node:path'
import { closest } from '../closest.ts'
import { isObject, pointer } from '../document.ts'
import { keysOf } from '../pointer.ts'
import { mapReferences } from './references.ts'
import { placeOf, readSource, type Source } from './source.ts'
import { SourceError } from './source-error.ts'
import { shelf } from './words.ts'

/** A spec as one document. */
export interface Bundle {
  readonly document: unknown
  /** Text about the document in the words of its author: places in other files get the names of these files. */
  readonly inWords: (text: string) => string
}

/** A reference, and where it stands. */
interface Link {
  readonly ref: string
  readonly source: Source
  readonly keys: readonly string[]
}

/**
 * Where the contents of a file are in the document: `#` for the first one. The others become components of
 * their own, as they are, so that a reference may lead anywhere in them.
 */
interface Part {
  readonly source: Source
  readonly place: string
}

/** What is kept in a file may be kept in another there, but not without end. */
const deepest = 8

/**
 * Reads every file that the first one of a spec refers to. Throws a `SourceError`.
 *
 * @param seen - Gets the path of every file that was looked for, even when reading ends in an error.
 */
export async function bundle(first: Source, seen: Set<string>): Promise<Bundle> {
  const parts = await readParts(first, seen)
  const links: (Link & { target: string })[] = []
  const follow = (ref: string, source: Source, keys: readonly string[]): string => {
    const target = targetOf(parts, ref, source)
    links.push({ ref, source, keys, target })
    return target
  }
  const copy = ({ source }: Part, fragment: string, depth: number): unknown =>
    mapReferences(
      valueAt(source.value, fragment).value,
      {
        change: (ref, keys) => follow(ref, source, keys),
        inline(ref, keys) {
          follow(ref, source, keys)
          const { file, fragment } = split(ref, source)
          return depth < deepest ? copy(parts.get(file)!, fragment, depth + 1) : undefined
        },
      },
      keysOf(fragment),
    )
  const [own, ...others] = [...parts.values()].map((part) => copy(part, '', 0))
  const document = shelve(own, others)
  for (const link of links) await checkLink(document, link)
  return { document, inWords: (text) => named(text, [...parts.values()]) }
}

/** Every file that the first one needs, itself included, in the order in which they are met. */
async function readParts(first: Source, seen: Set<string>): Promise<Map<string, Part>> {
  const parts = new Map<string, Part>([[first.path, { source: first, place: '#' }]])
  const waiting: Link[] = linksOf(first)
  for (let link = waiting.shift(); link !== undefined; link = waiting.shift()) {
    if (/^[a-z][a-z0-9+.-]+:/i.test(link.ref)) throw await refused(link)
    const { file } = split(link.ref, link.source)
    if (parts.has(file)) continue
    seen.add(file)
    const source = await readLinked(link, file)
    parts.set(file, { source, place: `#/components/${shelf}/${parts.size - 1}` })
    waiting.push(...linksOf(source))
  }
  return parts
}

function linksOf(source: Source): Link[] {
  const links: Link[] = []
  const note = (ref: string, keys: readonly string[]) => void links.push({ ref, source, keys })
  mapReferences(source.value, {
    change(ref, keys) {
      note(ref, keys)
      return ref
    },
    inline: note,
  })
  return links
}

async function refused(link: Link): Promise<SourceError> {
  const way =
    'The mock reads files only: bundle the spec first, with redocly bundle openapi.yaml -o openapi.json'
  return new SourceError(`has a $ref that leads to the network: ${await describe(link)}. ${way}`)
}

async function readLinked(link: Link, file: string): Promise<Source> {
  try {
    return await readSource(file)
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    throw new SourceError(
      `refers to a file that is of no use: ${await describe(link)}: ${file} ${error.message}`,
    )
  }
}

function split(ref: string, { path }: Source): { file: string; fragment: string } {
  const [name = '', fragment = ''] = ref.split('#', 2)
  return { file: name === '' ? path : resolve(dirname(path), decode(name)), fragment: decode(fragment) }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function targetOf(parts: ReadonlyMap<string, Part>, ref: string, source: Source): string {
  const { file } = split(ref, source)
  const at = ref.indexOf('#')
  const fragment = at < 0 ? '' : ref.slice(at + 1)
  return `${parts.get(file)!.place}${fragment}`
}

function shelve(document: unknown, others: readonly unknown[]): unknown {
  if (others.length === 0 || !isObject(document)) return document
  const { components } = document
  const files = Object.fromEntries(others.map((part, index) => [index, part]))
  return { ...document, components: { ...(isObject(components) ? components : {}), [shelf]: files } }
}

async function checkLink(document: unknown, link: Link & { target: string }): Promise<void> {
  const fragment = decode(link.target.slice(1))
  if (link.target === '#') {
    const way = 'Refer to a part of it, such as #/components/schemas/Pet'
    throw new SourceError(`has a $ref that leads to the whole document: ${await describe(link)}. ${way}`)
  }
  if (fragment !== '' && !fragment.startsWith('/')) {
    const way = 'Write it as a JSON Pointer, such as #/components/schemas/Pet'
    throw new SourceError(`has a $ref that is not understood: ${await describe(link)}. ${way}`)
  }
  const { value, missing, siblings = [] } = valueAt(document, fragment)
  if (value !== undefined || missing === undefined) return
  const meant = closest(missing, siblings)
  const hint = meant === undefined ? '' : ` Did you mean "${meant}"?`
  throw new SourceError(
    `has a $ref that leads nowhere: ${await describe(link)}. There is no "${missing}".${hint}`,
  )
}

/** What a decoded pointer leads to, or the key that is missing on the way and those beside it. */
function valueAt(
  document: unknown,
  fragment: string,
): { value: unknown; missing?: string; siblings?: string[] } {
  let value = document
  for (const key of keysOf(fragment)) {
    const node = isObject(value) || Array.isArray(value) ? (value as Record<string, unknown>) : {}
    if (!Object.hasOwn(node, key)) return { value: undefined, missing: key, siblings: Object.keys(node) }
    value = node[key]
  }
  return { value }
}

/** E.g. `"./pets.yaml#/Pet" at openapi.yaml, line 12, column 15 (#/paths/~1pets/get)`. */
async function describe({ ref, source, keys }: Link): Promise<string> {
  const place = await placeOf(source, keys)
  const owner = keys.slice(0, -1).reduce((base, key) => pointer(base, key), '#')
  return `"${ref}" at ${basename(source.path)}${place ? `, ${place}` : ''} (${owner})`
}

function named(text: string, parts: readonly Part[]): string {
  const pattern = new RegExp(`#/components/${shelf}/(\\d+)`, 'g')
  return text.replaceAll(pattern, (place, index: string) => {
    const part = parts[Number(index) + 1]
    return part ? `${basename(part.source.path)}#` : place
  })
}
