/** JSON Pointers (RFC 6901) into bodies. */
import { isObject } from './document.ts'

/** The keys of a pointer, decoded; none for the whole document. */
export function keysOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** What a pointer leads to, or `undefined`. */
export function valueAt(document: unknown, pointer: string): unknown {
  let node = document
  for (const key of keysOf(pointer)) {
    if (typeof node !== 'object' || node === null) return undefined
    node = Object.hasOwn(node, key) ? (node as Record<string, unknown>)[key] : undefined
  }
  return node
}

/** Puts a value at a pointer of a body that is ours to change; objects on the way are made. */
export function putAt(document: unknown, pointer: string, value: unknown): void {
  const keys = keysOf(pointer)
  const last = keys.pop()
  if (last === undefined) return
  let node = document
  for (const key of keys) {
    if (!isObject(node)) return
    node = node[key] ??= {}
  }
  if (isObject(node)) node[last] = value
}

/** Takes away what a pointer leads to. */
export function dropAt(document: unknown, pointer: string): void {
  const keys = keysOf(pointer)
  const last = keys.pop()
  const node = valueAt(document, pointer.slice(0, pointer.lastIndexOf('/')))
  if (last !== undefined && isObject(node)) delete node[last]
}
