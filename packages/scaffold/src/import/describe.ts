/** Saying of everything how it is known, and what the document is called. */
import { pascalCase, type EvidenceLevel } from '@parlance/compiler'
import { ScaffoldError } from '../errors.ts'
import { checkTitle, titleOf } from '../name.ts'
import type { Notes } from './notes.ts'
import { operationsIn } from './operations.ts'
import { entriesAt, isNode, type Node, nodeAt, textAt } from './tree.ts'

/** How a document is known. */
export interface Evidence {
  level: EvidenceLevel
  source: string
}

/** Where the claims of a document can be checked: the document. */
export function sourceOf(document: Node, kind: 'openapi' | 'postman'): string {
  const info = nodeAt(document, 'info')
  const title = textAt(info, 'title') ?? textAt(info, 'name') ?? 'document without a title'
  const { version } = info ?? {}
  const told = typeof version === 'string' || typeof version === 'number' ? ` ${version}` : ''
  return kind === 'postman' ? `${title}, Postman collection` : `${title}${told}`
}

/** Marks operations, schemas and credentials with their evidence; what they say themselves stays. */
export function mark(document: Node, evidence: Evidence, kind: 'openapi' | 'postman', notes: Notes): void {
  const components = nodeAt(document, 'components')
  const info = nodeAt(document, 'info')!
  const webhooks = entriesAt(document, 'webhooks').flatMap(([, item]) => Object.values(item).filter(isNode))
  const marked = [
    info,
    ...operationsIn(document).map(({ operation }) => operation),
    ...webhooks,
    ...entriesAt(components, 'schemas').map(([, schema]) => schema),
    ...entriesAt(components, 'securitySchemes').map(([, scheme]) => scheme),
  ]
  for (const node of marked) if (!nodeAt(node, 'x-evidence')) node['x-evidence'] = { ...evidence }
  if (kind === 'postman') markSaved(document, evidence.source, notes)
  for (const { method, operation } of operationsIn(document)) {
    operation['x-retry-safety'] ??=
      { get: 'safe', head: 'safe', options: 'safe', put: 'idempotent', delete: 'idempotent' }[
        method as string
      ] ?? 'unsafe'
  }
}

/** Responses of a collection are recordings, whoever made it. */
function markSaved(document: Node, source: string, notes: Notes): void {
  const saved = { level: 'observed', source: `${source}, saved examples` }
  const holders = [
    ...operationsIn(document).flatMap(({ operation }) => entriesAt(operation, 'responses')),
    ...entriesAt(nodeAt(document, 'components'), 'responses'),
  ]
  for (const [, response] of holders) {
    if (response['$ref'] === undefined && nodeAt(response, 'content')) response['x-evidence'] = { ...saved }
  }
  notes.ask(
    'Saved examples may hold names and secrets of real people: replace them with invented ones',
    'components/examples',
  )
}

/** Gives the document a title that can be the name of a client, and a summary: how its description begins, or what there is. */
export function nameDocument(document: Node, name: string, title: string | undefined, notes: Notes): string {
  const info = (document['info'] = nodeAt(document, 'info') ?? {}) as Node
  const said = textAt(info, 'title')
  const wanted = title ?? usable(said) ?? titleOf(name)
  const bare = isTaken(document, wanted) ? `${wanted} Service` : wanted
  notes.rename('title', said ?? 'none', `${bare} API`)
  info['title'] = `${bare} API`
  info['version'] =
    typeof info['version'] === 'number' ? String(info['version']) : (textAt(info, 'version') ?? '1.0')
  const [first] = textAt(info, 'description')?.split(/(?<=[.!?])\s|\n/) ?? []
  if (info['summary'] === undefined && first && first.length <= 120 && !/[#<[*_`]/.test(first))
    info['summary'] = first
  const count = operationsIn(document).length
  info['summary'] ??= `${count} operation${count === 1 ? '' : 's'} on ${listed(resourcesOf(document))}.`
  return bare
}

function resourcesOf(document: Node): string[] {
  return [
    ...new Set(
      operationsIn(document).map(({ operation }) => String(operation['operationId']).split('.')[0]!),
    ),
  ]
}

/** `a, b and c`; of many, the first few. */
function listed(names: string[]): string {
  const shown = names.length > 5 ? [...names.slice(0, 4), 'more'] : names
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : String(shown[0])
}

function usable(title: string | undefined): string | undefined {
  if (title === undefined) return undefined
  const plain = title
    .replace(/[^\p{L}\p{N} .&-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  try {
    return checkTitle(plain)
  } catch (error) {
    if (error instanceof ScaffoldError) return undefined
    throw error
  }
}

/** Whether a schema has the name that the client's type would have. */
function isTaken(document: Node, title: string): boolean {
  const className = pascalCase(title)
  return Object.keys(nodeAt(nodeAt(document, 'components'), 'schemas') ?? {}).some(
    (name) => pascalCase(name) === className,
  )
}
