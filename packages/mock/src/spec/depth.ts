/** Whether a document is nested no deeper than code that walks through it can go. */
import { pointer } from '../document.ts'
import { SourceError } from './source-error.ts'

/** Far more than people write, and far less than what fills the stack. */
const deepest = 200

/** Throws a `SourceError` for a value that is nested too deep; YAML can even be nested in itself. */
export function checkDepth(value: unknown): void {
  const waiting: [node: unknown, place: string, depth: number][] = [[value, '#', 0]]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [node, place, depth] = next
    if (typeof node !== 'object' || node === null) continue
    if (depth > deepest) {
      const begin = place.split('/').slice(0, 8).join('/')
      throw new SourceError(
        `is nested deeper than ${deepest} levels at ${begin}/…. Move the inner part to components and refer to it.`,
      )
    }
    for (const [key, part] of Object.entries(node)) waiting.push([part, pointer(place, key), depth + 1])
  }
}
