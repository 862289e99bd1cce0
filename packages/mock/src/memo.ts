/** Remembers what was made of a key, so that reading a document costs nothing until an operation is asked for. */
export function memo<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined || known.has(key)) return found as V
    const made = make(key)
    known.set(key, made)
    return made
  }
}

/** The same for keys that may be forgotten: what was made of one goes with it. */
export function weakMemo<K extends object, V extends object>(make: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>()
  return (key) => {
    const found = known.get(key)
    if (found) return found
    const made = make(key)
    known.set(key, made)
    return made
  }
}
