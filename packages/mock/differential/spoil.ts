/** Good values made bad, and some that only look so. */
import { isObject } from '../src/document.ts'

/** How deep into a body changes go. */
const depth = 4

/** Other texts for a parameter, each with its name. */
export function spoiltTexts(text: string): [what: string, text: string][] {
  return [
    ['a word', 'abc'],
    ['a number', '7'],
    ['negative', '-1'],
    ['zero', '0'],
    ['a fraction', '1.5'],
    ['huge', '99999999999'],
    ['empty', ''],
    ['true', 'true'],
    ['long', 'x'.repeat(300)],
    ['strange', 'ä/?&=+ %'],
    ['a list', `${text},${text}`],
    ['two words', `${text} ${text}`],
    ['with more', `${text}x`],
  ]
}

/** Other bodies, each with what was done to it. */
export function* spoiltBodies(body: unknown): Generator<[what: string, body: unknown]> {
  for (const [what, value] of others(body)) yield [`body is ${what}`, value]
  yield* inside(body, ['body'], (value) => value)
}

/** Each place in a value changed in each way, one at a time. */
function* inside(
  node: unknown,
  path: readonly string[],
  rebuild: (value: unknown) => unknown,
): Generator<[string, unknown]> {
  if (path.length > depth) return
  if (isObject(node)) {
    yield [`${path.join('.')} has more`, rebuild({ ...node, 'x-unknown': 1 })]
  }
  for (const [key, value] of entriesOf(node)) {
    const place = [...path, key]
    const put = (other: unknown) => rebuild(withEntry(node, key, other))
    if (isObject(node)) yield [`${place.join('.')} is missing`, rebuild(without(node, key))]
    for (const [what, other] of others(value)) yield [`${place.join('.')} is ${what}`, put(other)]
    yield* inside(value, place, put)
  }
}

function entriesOf(node: unknown): [string, unknown][] {
  // The items of a list are alike.
  if (Array.isArray(node)) return node.slice(0, 1).map((item) => ['0', item])
  return isObject(node) ? Object.entries(node) : []
}

function withEntry(node: unknown, key: string, value: unknown): unknown {
  if (Array.isArray(node)) return [value, ...node.slice(1)]
  return { ...(node as object), [key]: value }
}

function without(node: Record<string, unknown>, key: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(node).filter(([name]) => name !== key))
}

function others(value: unknown): [string, unknown][] {
  return [
    ['null', null],
    ['true', true],
    ['a number', 7],
    ['a negative number', -1],
    ['a fraction', 0.5],
    ['huge', 1e15],
    ['a text', 'no such value'],
    ['an empty text', ''],
    ['a long text', 'x'.repeat(5000)],
    ['the same as text', typeof value === 'string' ? ` ${value}` : String(value)],
    ['a list', [value]],
    ['an empty list', []],
    ['an empty object', {}],
  ]
}
