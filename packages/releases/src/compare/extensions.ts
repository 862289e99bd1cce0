import type { Document } from '@parlance/compiler'
import type { Subject } from '../model.ts'
import { isSame } from './lists.ts'
import { operationsIn } from './operations.ts'
import { fieldPath } from './pointer.ts'
import { usesIn } from './uses.ts'

/** An extension whose value is otherwise. */
export interface ExtensionChange {
  name: string
  subject: Subject
  field: string
  before: unknown
  after: unknown
  /** Operations that it concerns. */
  operations: string[]
}

interface Held {
  name: string
  subject: Subject
  field: string
  value: unknown
  operations: string[]
}

/** Examples hold what a provider sends, which may well begin with `x-`. */
const opaque = new Set(['example', 'examples', 'default', 'enum', 'const'])

/** The keys of these are names, and a header may well be called `x-…`. */
const maps = new Set(['properties', 'patternProperties', 'headers'])

/**
 * Every `x-` extension that differs between two documents. `redocly diff` does not compare extensions that are lists, so
 * all of them are compared here. One that came or went with its operation or schema is no difference of its own.
 */
export function extensionChanges(base: Document, revision: Document): ExtensionChange[] {
  const old = held(base)
  const young = held(revision)
  const owners = [owned(base), owned(revision)]
  return [...new Set([...old.keys(), ...young.keys()])].flatMap((key) => {
    const before = old.get(key)
    const after = young.get(key)
    const { name, subject, field, operations } = (after ?? before)!
    const isKept = owners.every((all) => all.has(`${subject.kind} ${subject.name} ${field}`))
    if (!isKept || isSame(before?.value, after?.value)) return []
    return [{ name, subject, field, before: before?.value, after: after?.value, operations }]
  })
}

function held(document: Document): Map<string, Held> {
  const found = new Map<string, Held>()
  for (const part of partsOf(document)) {
    walk(part.node, part.within, (name, value, field) => {
      const { subject, operations } = part
      const key = `${subject.kind} ${subject.name} ${field} ${name}`
      if (!found.has(key)) found.set(key, { name, subject, field, value, operations })
    })
  }
  return found
}

/** The subjects and fields of a document, so that it can be told whether one has come or gone. */
function owned(document: Document): Set<string> {
  const found = new Set<string>()
  for (const { subject, node, within } of partsOf(document)) {
    visit(node, within, (field) => found.add(`${subject.kind} ${subject.name} ${field}`))
  }
  return found
}

interface Part {
  subject: Subject
  node: unknown
  /** Tokens that stand for a field already. */
  within: string[]
  operations: string[]
}

function partsOf(document: Document): Part[] {
  const uses = usesIn([document])
  const { paths: _paths, webhooks: _webhooks, components = {}, servers = [], info, ...root } = document
  const none: string[] = []
  const api: Subject = { kind: 'api', name: '' }
  const ofComponents = (group: string, kind: Subject['kind']): Part[] =>
    Object.entries(components[group] ?? {}).map(([key, node]) => {
      const use = uses(`#/components/${group}/${key}`)
      const name = kind === 'parameter' ? ((node as { name?: string }).name ?? key) : key
      return { subject: { kind, name }, node, within: [], operations: [...use.takes, ...use.gives] }
    })
  return [
    { subject: api, node: root, within: [], operations: none },
    { subject: api, node: info, within: [], operations: none },
    ...servers.map((node) => ({
      subject: { kind: 'server' as const, name: node['x-environment'] ?? node.url },
      node,
      within: [],
      operations: none,
    })),
    ...operationsIn(document).map(({ id, place, node }) => ({
      subject: { kind: place === 'webhooks' ? ('webhook' as const) : ('operation' as const), name: id },
      node,
      within: [],
      operations: place === 'webhooks' ? none : [id],
    })),
    ...ofComponents('schemas', 'schema'),
    ...ofComponents('parameters', 'parameter'),
    ...ofComponents('responses', 'response'),
    ...ofComponents('securitySchemes', 'security'),
  ]
}

function walk(
  node: unknown,
  tokens: string[],
  note: (name: string, value: unknown, field: string) => void,
): void {
  each(node, tokens, (key, value, field) => {
    if (key.startsWith('x-')) note(key, value, field)
  })
}

function visit(node: unknown, tokens: string[], note: (field: string) => void): void {
  note(fieldOf(node, tokens))
  each(node, tokens, (_key, _value, field) => note(field))
}

/** Every key of a tree that is no opaque value, with the field that it stands at. What is within extensions is theirs. */
function each(
  node: unknown,
  tokens: string[],
  note: (key: string, value: unknown, field: string) => void,
): void {
  if (node === null || typeof node !== 'object') return
  const field = fieldOf(node, tokens)
  for (const [key, value] of Object.entries(node)) {
    const isName = maps.has(tokens.at(-1) ?? '')
    if (!Array.isArray(node) && !isName) note(key, value, field)
    if (!isName && (opaque.has(key) || key.startsWith('x-'))) continue
    each(value, [...tokens, key], note)
  }
}

/** A parameter goes by its name, so that another order is no difference. */
function fieldOf(node: unknown, tokens: string[]): string {
  const name = (node as { name?: unknown } | null)?.name
  const inParameters = tokens.at(-2) === 'parameters' && typeof name === 'string'
  if (inParameters) return name
  return fieldPath(tokens)
}
