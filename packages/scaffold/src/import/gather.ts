/** Bringing a document in several files together, from files below its own folder and from nowhere else. */
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, extname, join, resolve, sep } from 'node:path'
import { ScaffoldError } from '../errors.ts'
import { openStage } from '../stage.ts'
import { redocly } from '../tools.ts'
import { readSource, type Source } from './read.ts'
import { type Node, type Path, target, walk } from './tree.ts'

/**
 * The document in one piece.
 *
 * @throws {ScaffoldError} with file and line when a reference leads nowhere, to the network or out of the folder.
 */
export function gather(source: Source): Node {
  if (refuseBadReferences(source, realpathSync(dirname(resolve(source.file)))) === 0) return source.document
  using stage = openStage()
  const config = join(stage.folder, 'redocly.yaml')
  const output = join(stage.folder, 'openapi.json')
  writeFileSync(config, 'extends: []\n')
  const finished = redocly(process.cwd(), 'bundle', source.file, '--output', output, '--config', config)
  if (finished.code !== 0 || !existsSync(output)) {
    throw new ScaffoldError(`${source.file} could not be brought together:\n${finished.output.trim()}`)
  }
  return JSON.parse(readFileSync(output, 'utf8')) as Node
}

/** Looks at every reference of a file and of the files it leads to; says how many lead to another file. */
function refuseBadReferences(source: Source, folder: string, seen = new Set<string>()): number {
  let outside = 0
  walk(source.document, (node, path) => {
    refuseHiddenKeys(source, node, path)
    const ref = node['$ref']
    if (typeof ref !== 'string') return
    const place = () => source.placeOf([...path, '$ref'])
    if (ref.startsWith('#')) {
      if (seen.size === 0 && target(source.document, ref) === undefined) {
        throw new ScaffoldError(
          `${place()}: nothing is at ${ref}. Correct the reference or add what it names.`,
        )
      }
      return
    }
    outside += 1
    const file = fileOf(ref, source.file, folder, place)
    if (seen.has(file)) return
    seen.add(file)
    refuseBadReferences(readSource(file), folder, seen)
  })
  return outside
}

function refuseHiddenKeys(source: Source, node: Node, path: Path): void {
  const key = ['__proto__', 'constructor', 'prototype'].find(
    (name) => name === '__proto__' && Object.hasOwn(node, name),
  )
  if (key)
    throw new ScaffoldError(`${source.placeOf([...path, key])}: no document needs the key ${key}. Remove it.`)
}

function fileOf(ref: string, from: string, folder: string, place: () => string): string {
  if (/^[a-z][a-z0-9+.-]+:|^\/\//i.test(ref)) {
    throw new ScaffoldError(
      `${place()}: ${ref} is on the network, where an import does not go. Download it beside the document and point the reference there.`,
    )
  }
  const file = resolve(dirname(from), decodeURI(ref.replace(/#.*$/, '')))
  if (!existsSync(file)) throw new ScaffoldError(`${place()}: there is no file ${ref.replace(/#.*$/, '')}.`)
  const isBelow = realpathSync(file).startsWith(folder + sep)
  if (!isBelow || !['.yaml', '.yml', '.json'].includes(extname(file).toLowerCase())) {
    throw new ScaffoldError(
      `${place()}: ${ref} leads out of the folder of the document, or to no YAML or JSON. Bring all files below one folder first.`,
    )
  }
  return file
}
