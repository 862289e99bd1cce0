/** Properties of objects whose names anybody may have chosen. */

/** What an object itself has under a name, which may be one that all objects know. */
export function own<T>(object: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return object && Object.hasOwn(object, name) ? object[name] : undefined
}

/** Gives an object a property of its own, even `__proto__`. */
export function give(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true })
  } else {
    object[name] = value
  }
}
