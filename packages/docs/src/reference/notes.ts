import { type Document, type Evidence, evidenceMarkdown } from '@parlance/compiler'
import { inlineHtml } from './facts.ts'

type Node = Record<string, unknown>

// Their text is the page's own, or a fact of the operation says it.
const withoutNote = new Set(['info', 'servers'])

/** Says in the description of every parameter, schema, field, header and response how it is known. Changes the bundle. */
export function withNotes(bundle: Document): void {
  visit(bundle as unknown as Node, bundle as unknown as Node)
}

function visit(part: unknown, bundle: Node): void {
  if (Array.isArray(part)) for (const one of part) visit(one, bundle)
  if (Array.isArray(part) || typeof part !== 'object' || part === null) return
  const node = part as Node
  const evidence = node['x-evidence'] as Evidence | undefined
  if (evidence && !('operationId' in node)) {
    const text = `${textOf(node, bundle)}\n\n${noteOf(evidence)}`
    node['description'] = text.trim()
  }
  for (const [key, value] of Object.entries(node)) if (!withoutNote.has(key)) visit(value, bundle)
}

/** A description beside a reference replaces that of its target, so a note alone would hide it. */
function textOf({ description, $ref }: Node, bundle: Node): string {
  if (typeof description === 'string') return description.trim()
  const target = typeof $ref === 'string' ? follow($ref, bundle) : undefined
  const text = target?.['description']
  // The target may have its own note already, of another claim.
  return typeof text === 'string' ? text.replace(/\n\n<p class="known .*$/, '').trim() : ''
}

function follow(reference: string, bundle: Node): Node | undefined {
  const tokens = reference.replace(/^#\//, '').split('/')
  const target = tokens.reduce<unknown>((value, token) => (value as Node | undefined)?.[token], bundle)
  return target as Node | undefined
}

function noteOf(evidence: Evidence): string {
  return `<p class="known known-${evidence.level}">${inlineHtml(evidenceMarkdown(evidence))}</p>`
}
