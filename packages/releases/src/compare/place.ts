import type { Document } from '@parlance/compiler'
import type { Subject } from '../model.ts'
import { at, fieldPath, tokensOf } from './pointer.ts'
import type { RedoclyChange } from './redocly.ts'
import type { Use } from './uses.ts'

/** Where a change is, in the terms of users. */
export interface Place {
  subject: Subject
  field: string
  use: Use
  /** Tokens of the changed node, in the newer document unless the node is gone. */
  tokens: string[]
}

/** The documents that are compared. */
export interface Pair {
  base: Document
  revision: Document
  uses: (reference: string) => Use
}

const kinds: Record<string, Subject['kind']> = {
  schemas: 'schema',
  parameters: 'parameter',
  responses: 'response',
  headers: 'response',
  securitySchemes: 'security',
}

/** Finds out what a change of `redocly diff` is about. */
export function placeOf(change: RedoclyChange, pair: Pair): Place {
  const document = change.kind === 'removed' ? pair.base : pair.revision
  const pointer = (change.kind === 'removed' ? change.base : (change.revision ?? change.base))?.pointer
  const tokens = tokensOf(pointer ?? change.path)
  if (change.kind === 'modified' && tokens.at(-1) === change.property) tokens.pop()
  const [top, ...rest] = tokens
  if (top === 'components') return ofComponent(document, tokens, pair)
  if (top === 'paths' || top === 'webhooks') return ofOperation(document, tokens)
  if (top === 'servers') {
    const server = at(document, tokens.slice(0, 2)) as { 'x-environment'?: string; url?: string } | undefined
    return api('server', server?.['x-environment'] ?? server?.url ?? '', tokens)
  }
  return api('api', '', rest.length > 0 || top !== undefined ? tokens : [])
}

function ofComponent(document: Document, tokens: string[], { uses }: Pair): Place {
  const [, group = '', name = '', ...rest] = tokens
  const kind = kinds[group] ?? 'api'
  const use = uses(`#/components/${group}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`)
  const node = at(document, tokens.slice(0, 3)) as { name?: string } | undefined
  const label = kind === 'parameter' ? (node?.name ?? name) : name
  return { subject: { kind, name: label }, field: schemaPath(kind, rest), use, tokens }
}

function schemaPath(kind: Subject['kind'], rest: string[]): string {
  return fieldPath(kind === 'schema' ? rest : rest.slice(rest.indexOf('schema') + 1))
}

function ofOperation(document: Document, tokens: string[]): Place {
  const [top, path = '', method = '', part, ...rest] = tokens
  const item = at(document, [top!, path]) as Record<string, { operationId?: string }>
  const shared = method === 'parameters' || method === ''
  const id = top === 'webhooks' ? path : item?.[method]?.operationId
  const ids = shared ? Object.values(item ?? {}).flatMap((one) => one?.operationId ?? []) : id ? [id] : []
  const gives = (part === 'responses') !== (top === 'webhooks')
  const use = gives ? { takes: [], gives: ids } : { takes: ids, gives: [] }
  const kind = top === 'webhooks' ? 'webhook' : 'operation'
  const schema = rest.indexOf('schema')
  const field = schema < 0 ? '' : fieldPath(rest.slice(schema + 1))
  return {
    subject: { kind, name: ids[0] ?? path },
    field: field || parameterName(document, tokens),
    use,
    tokens,
  }
}

/** The name of the parameter that tokens lead into. */
function parameterName(document: Document, tokens: string[]): string {
  const index = tokens.lastIndexOf('parameters')
  if (index < 0) return ''
  const node = at(document, tokens.slice(0, index + 2)) as { name?: string; $ref?: string } | undefined
  const target = node?.$ref === undefined ? node : (at(document, tokensOf(node.$ref)) as { name?: string })
  return target?.name ?? ''
}

function api(kind: 'api' | 'server', name: string, tokens: string[]): Place {
  return { subject: { kind, name }, field: '', use: { takes: [], gives: [] }, tokens }
}
