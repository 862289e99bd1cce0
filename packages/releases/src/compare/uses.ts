import type { Document } from '@parlance/compiler'
import { operationsIn } from './operations.ts'
import { at, tokensOf } from './pointer.ts'

/** Which operations take a component, and which give it. What a webhook delivers is given. */
export interface Use {
  takes: string[]
  gives: string[]
}

/** Finds the uses of the components of some documents, by reference: `#/components/schemas/Shipment`. */
export function usesIn(documents: Document[]): (reference: string) => Use {
  const uses = new Map<string, { takes: Set<string>; gives: Set<string> }>()
  for (const document of documents) {
    for (const { id, place, path, node } of operationsIn(document)) {
      const shared = (at(document, [place, path, 'parameters']) ?? []) as unknown[]
      const [takes, gives] =
        place === 'webhooks' ? (['gives', 'takes'] as const) : (['takes', 'gives'] as const)
      note(document, [shared, node['parameters'], node['requestBody']], id, takes)
      note(document, [node['responses']], id, gives)
    }
  }
  return (reference) => {
    const { takes = new Set<string>(), gives = new Set<string>() } = uses.get(reference) ?? {}
    return { takes: [...takes], gives: [...gives] }
  }

  function note(document: Document, parts: unknown[], id: string, side: keyof Use): void {
    for (const reference of reached(document, parts)) {
      const use = uses.get(reference) ?? { takes: new Set(), gives: new Set() }
      use[side].add(id)
      uses.set(reference, use)
    }
  }
}

/** Every reference that some parts of a document lead to. */
function reached(document: Document, parts: unknown[]): Set<string> {
  const found = new Set<string>()
  const open: unknown[] = [...parts]
  while (open.length > 0) {
    const node = open.pop()
    if (node === null || typeof node !== 'object') continue
    const reference = (node as { $ref?: unknown }).$ref
    if (typeof reference === 'string' && !found.has(reference)) {
      found.add(reference)
      open.push(at(document, tokensOf(reference)))
    }
    open.push(...Object.values(node))
  }
  return found
}
