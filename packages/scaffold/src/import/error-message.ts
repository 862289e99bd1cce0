/** Where errors have their sentence, if their schemas show it. */
import { operationsIn } from './operations.ts'
import { entriesAt, type Node, nodeAt, resolved } from './tree.ts'

const sentences = [
  'message',
  'error_description',
  'errorMessage',
  'detail',
  'description',
  'title',
  'error',
  'reason',
]

/** Says it at the root, unless the document does. */
export function sayErrorMessage(document: Node): void {
  if (document['x-error-message'] !== undefined) return
  const found = new Set<string>()
  for (const { operation } of operationsIn(document)) {
    for (const [status, response] of entriesAt(operation, 'responses')) {
      if (!/^([45]|default)/.test(status)) continue
      for (const [, media] of entriesAt(resolved(document, response), 'content')) {
        const pointer = pointerIn(document, nodeAt(media, 'schema'), '', 0)
        if (pointer) found.add(pointer)
      }
    }
  }
  if (found.size > 0) document['x-error-message'] = [...found]
}

function pointerIn(
  document: Node,
  schema: Node | undefined,
  above: string,
  depth: number,
): string | undefined {
  const properties = nodeAt(resolved(document, schema), 'properties')
  for (const name of sentences) {
    const property = resolved(document, properties?.[name])
    if ([property?.['type']].flat().includes('string')) return `${above}/${name}`
    const inner = depth < 1 ? pointerIn(document, property, `${above}/${name}`, depth + 1) : undefined
    if (inner) return inner
  }
  return undefined
}
