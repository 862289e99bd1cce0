/** Beginning a provider from a document: read, upgraded, brought into the house's form, proved and reported on. */
import { basename, join } from 'node:path'
import {
  clientProgram,
  type EvidenceLevel,
  firstOperation,
  type Model,
  operationsOf,
  pascalCase,
} from '@parlance/compiler'
import { ScaffoldError } from '../errors.ts'
import { basePathOf } from '../skeleton.ts'
import { writeFiles } from '../stage.ts'
import { fillTemplates } from '../templates.ts'
import { format } from '../tools.ts'
import { wordsOf } from '../words.ts'
import { nameComponents, noteUnused, SchemaNames } from './components.ts'
import { type Evidence, mark, nameDocument, sourceOf } from './describe.ts'
import { sayErrorMessage } from './error-message.ts'
import { gather } from './gather.ts'
import { nameOperations } from './ids.ts'
import { liftParts } from './lift.ts'
import { lint } from './lint.ts'
import { Notes } from './notes.ts'
import { operationsIn, orderMethods } from './operations.ts'
import { mendParameters } from './parameters.ts'
import { fromPostman } from './postman.ts'
import { prune } from './prune.ts'
import { type Kind, readSource, recognise, type Source } from './read.ts'
import { tidyReferences } from './references.ts'
import { reportOf } from './report.ts'
import { mendSchemas, separateChoices } from './schemas.ts'
import { nameCredentials } from './security.ts'
import { nameServers } from './servers.ts'
import { split } from './split.ts'
import { type Node, nodeAt } from './tree.ts'
import { upgrade } from './upgrade.ts'
import { verify } from './verify.ts'
import { dropUnreadableWebhooks, nameWebhooks } from './webhooks.ts'

/** What an import is told. */
export interface ImportOptions {
  root: string
  /** Folder that the files are written to, as if it were the root of the repository. */
  stage: string
  name: string
  file: string
  title: string | undefined
  server: string | undefined
  evidence: EvidenceLevel | undefined
  source: string | undefined
}

/**
 * Writes the files of a provider that begins from a document.
 *
 * @returns what to tell whoever asked for it.
 * @throws {ScaffoldError} with file and line when the document cannot be used.
 */
export async function importDocument(options: ImportOptions): Promise<string[]> {
  const { root, stage, name, file } = options
  const notes = new Notes()
  const source = readSource(file)
  const kind = recognise(source)
  const evidence: Evidence = {
    level: options.evidence ?? (kind === 'postman' ? 'observed' : 'official'),
    source: options.source ?? sourceOf(source.document, kind),
  }
  const document = upgrade(read(source, kind, notes), notes)
  const title = normalise(document, { ...options, kind, evidence, notes })

  const spec = join(stage, 'specs', name)
  split(document, spec)
  const { model, document: bundle } = await verify(root, spec, name)
  writeFiles(stage, filesOf(name, title, model, bundle.servers[0]!.url))
  format(root, stage)

  const findings = lint(root, spec)
  const operations = operationsOf(model).length
  writeFiles(spec, {
    'IMPORT.md': reportOf({ name, file: basename(file), evidence, operations, notes, findings }),
  })
  format(root, spec)
  return [
    `${operations} operations, marked as ${evidence.level} from "${evidence.source}".`,
    `specs/${name}/IMPORT.md lists ${findings.length} findings of the house rules, ${notes.lost.size} kinds of things that could not be carried over, and every new name.`,
  ]
}

function read(source: Source, kind: Kind, notes: Notes): Node {
  if (kind === 'postman') return fromPostman(source, notes)
  const document = gather(source)
  if (!nodeAt(document, 'info'))
    throw new ScaffoldError(
      `${source.placeOf(['openapi'])}: the document has no "info". Add title and version.`,
    )
  const paths = nodeAt(document, 'paths')
  if (!paths || Object.keys(paths).length === 0) {
    throw new ScaffoldError(
      `${source.placeOf(['paths'])}: the document has no paths, so there is nothing to call.`,
    )
  }
  for (const path of Object.keys(paths).filter((one) => !one.startsWith('x-'))) {
    if (/^\/[^\s?#\\\p{Cc}]*$/u.test(path) && !path.split('/').some((segment) => /^\.\.?$/.test(segment)))
      continue
    throw new ScaffoldError(
      `${source.placeOf(['paths', path])}: "${path}" is no path. It must begin with "/" and have no query, fragment, spaces or "..".`,
    )
  }
  return document
}

interface Normalising extends Omit<ImportOptions, 'evidence'> {
  kind: Kind
  evidence: Evidence
  notes: Notes
}

/** Brings a document into the house's form, in place. Returns its title. */
function normalise(
  document: Node,
  { name, file, title, server, kind, evidence, notes }: Normalising,
): string {
  dropExtensionsOfPaths(document)
  tidyReferences(document, file)
  prune(document, notes)
  if (operationsIn(document).length === 0) {
    throw new ScaffoldError(
      `${file} has no operation that clients can call:\n${[...notes.lost].map(([what, places]) => `${what}: ${places.join(', ')}`).join('\n')}`,
    )
  }
  nameServers(document, server, file, notes)
  nameCredentials(document, notes)
  mendParameters(document, notes)
  nameOperations(document, notes)
  nameWebhooks(document, notes)
  mendSchemas(document, notes)
  const bare = nameDocument(document, name, title, notes)
  const names = new SchemaNames(document, pascalCase(bare))
  nameComponents(document, names, notes)
  liftParts(document, names)
  separateChoices(document)
  mark(document, evidence, kind, notes)
  sayErrorMessage(document)
  dropUnreadableWebhooks(document, name, notes)
  orderMethods(document)
  noteUnused(document, notes)
  return bare
}

function dropExtensionsOfPaths(document: Node): void {
  const paths = nodeAt(document, 'paths')!
  for (const key of Object.keys(paths)) if (!key.startsWith('/')) delete paths[key]
}

function filesOf(name: string, title: string, model: Model, server: string): Record<string, string> {
  const values = {
    ...wordsOf(name, title),
    basePath: basePathOf(server),
    workflows: '',
    program: programOf(model),
    secretOptions: secretsOf(model),
  }
  const files = { ...fillTemplates('all', values), ...fillTemplates('import', values) }
  const manifest = `packages/${name}/package.json`
  return { ...files, ...(model.webhooks && { [manifest]: withWebhooks(files[manifest]!) }) }
}

/** A call that runs as it is, else a program that only makes a client. */
function programOf(model: Model): string {
  const first = firstOperation(model)
  const isReady =
    first.body === undefined &&
    [...first.args, ...first.query.filter(({ required }) => required)].every(
      ({ example }) => example !== undefined,
    )
  if (isReady) return clientProgram(model, first)
  return `import { createClient } from '@parlance/${model.provider}'

const client = createClient({ origin: 'http://127.0.0.1:4010/${model.provider}' })
console.log(Object.keys(client))
`
}

function secretsOf({ credentials }: Model): string {
  return credentials.length === 0
    ? ''
    : `{ ${credentials.map(({ option }) => `${option}: 'secret-value'`).join(', ')} }`
}

function withWebhooks(manifest: string): string {
  const json = JSON.parse(manifest) as { exports: Record<string, unknown> }
  const { '.': main, './operations': operations, ...rest } = json.exports
  const webhooks = { types: './dist/webhooks.d.ts', default: './dist/webhooks.js' }
  json.exports = { '.': main, './operations': operations, './webhooks': webhooks, ...rest }
  return `${JSON.stringify(json, null, 2)}\n`
}
