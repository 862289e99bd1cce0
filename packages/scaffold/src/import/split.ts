/** One document into the house's files, by Redocly. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { ScaffoldError } from '../errors.ts'
import { listFiles, openStage } from '../stage.ts'
import { redocly } from '../tools.ts'
import { entriesAt, type Node, nodeAt } from './tree.ts'

const first = ['openapi', 'info', 'externalDocs', 'servers', 'security', 'tags']
/** Dates and words such as `no` are quoted, for readers that know older YAML. */
const yaml = { version: '1.1', lineWidth: 0, singleQuote: true, aliasDuplicateObjects: false } as const

const last = ['paths', 'webhooks', 'components']

/** Writes a document to a folder: `openapi.yaml`, and one file for each path and component. */
export function split(document: Node, folder: string): void {
  using stage = openStage()
  // JSON is YAML, and the files that Redocly makes are called like this one.
  const whole = join(stage.folder, 'openapi.yaml')
  writeFileSync(whole, JSON.stringify(withoutSchemes(document)))
  mkdirSync(folder, { recursive: true })
  const { code, output } = redocly(stage.folder, 'split', whole, '--outDir', folder, '--separator', '@')
  if (code !== 0) throw new ScaffoldError(`The document could not be split into files:\n${output.trim()}`)
  const written = parse(readFileSync(join(folder, 'openapi.yaml'), 'utf8')) as Node
  writeYaml(folder, 'openapi.yaml', indexOf(document, written))
  for (const [name, scheme] of entriesAt(nodeAt(document, 'components'), 'securitySchemes')) {
    writeYaml(folder, `components/securitySchemes/${name}.yaml`, scheme)
  }
  rewrite(folder)
}

/** Redocly leaves security schemes where they are, and the index is ours. */
function withoutSchemes(document: Node): Node {
  const { securitySchemes: _, ...components } = nodeAt(document, 'components') ?? {}
  return { ...document, components }
}

/** `openapi.yaml` as Redocly wrote it, in the order of the house and with its security schemes. */
function indexOf(document: Node, written: Node): Node {
  const schemes = Object.keys(nodeAt(nodeAt(document, 'components'), 'securitySchemes') ?? {})
  const rest = Object.keys(written).filter((key) => !first.includes(key) && !last.includes(key))
  const keys = [...first, ...rest, ...last].filter(
    (key) => written[key] !== undefined && key !== 'components',
  )
  const index = Object.fromEntries(keys.map((key) => [key, written[key]]))
  if (schemes.length === 0) return index
  const securitySchemes = schemes.map((name) => [name, { $ref: `components/securitySchemes/${name}.yaml` }])
  return { ...index, components: { securitySchemes: Object.fromEntries(securitySchemes) as Node } }
}

/** Long texts stay in one line, and `Pet.yaml` stands where Redocly writes `./Pet.yaml`. */
function rewrite(folder: string): void {
  for (const file of listFiles(folder).filter((name) => name.endsWith('.yaml'))) {
    const text = readFileSync(join(folder, file), 'utf8').replace(/^([ -]*\$ref: ["']?)\.\//gm, '$1')
    writeYaml(folder, file, parse(text) as Node)
  }
}

function writeYaml(folder: string, file: string, node: Node): void {
  const target = join(folder, file)
  mkdirSync(join(target, '..'), { recursive: true })
  writeFileSync(target, stringify(node, yaml))
}
