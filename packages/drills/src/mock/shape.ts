/** How the errors of a provider look: the names at the top of their bodies. */
import type { Answer } from './answers.ts'
import { examplesOf, follow, type Node } from './bundle.ts'

/** Every shape among the errors that a document has, and that of a problem document, for those that it has not. */
export function shapesOf(document: Node, operations: readonly Node[]): ReadonlySet<string> {
  const declared = [...operations.map((one) => one['responses']), document['x-error-responses']]
  const errors = declared.flatMap((responses) =>
    Object.entries((responses ?? {}) as Node).filter(([status]) => Number(status) >= 400),
  )
  const bodies = errors.flatMap(([, response]) => {
    const content = Object.values((follow(document, response)['content'] ?? {}) as Node)
    return content.flatMap((media) => examplesOf(document, follow(document, media)))
  })
  return new Set([...bodies.map(shapeOf), shapeOf({ type: '', title: '', status: 0, detail: '' })])
}

/** What is wrong with the shape of a refusal, if anything is. */
export function misshapen(
  { status, headers, body }: Answer,
  shapes: ReadonlySet<string>,
): string | undefined {
  // Node itself refuses what is no HTTP, and knows of no provider.
  if (!headers.has('content-type')) return undefined
  const type = headers.get('content-type') ?? ''
  if (!type.includes('json')) return `The ${status} is ${type || 'of no type'}, not JSON.`
  const shape = shapeOf(JSON.parse(body.toString()))
  return shapes.has(shape) ? undefined : `The ${status} has ${shape}, which no error of the provider has.`
}

/** How the mock refuses what is for no provider. */
export const hostShapes: ReadonlySet<string> = new Set(['error', 'error, problems', 'error, providers'])

function shapeOf(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return typeof value
  return Object.keys(value).toSorted().join(', ')
}
