/** Values as they are stored: what JSON can say, and frozen all the way down, so that they can be shared. */

/** What a record costs beside its own text. */
const overhead = 100

/** A value as it is stored: itself when nobody can change it any more, a frozen copy otherwise. */
export function keep<T>(value: T): T {
  return isKept(value) ? value : (copy(value) as T)
}

/** Roughly how many bytes a value takes: the length of its JSON, and what there is around it. */
export function weigh(value: unknown): number {
  return overhead + lengthOf(value)
}

function isKept(value: unknown): boolean {
  if (typeof value !== 'object') return ['string', 'number', 'boolean'].includes(typeof value)
  if (value === null) return true
  return Object.isFrozen(value) && !hasOwnJson(value) && Object.values(value).every(isKept)
}

/** The value as JSON has it: times become text, and what is `undefined` is left out. */
function copy(value: unknown): unknown {
  if (Array.isArray(value))
    return Object.freeze(value.map((item) => (item === undefined ? null : keep(item))))
  if (typeof value !== 'object' || value === null) {
    throw new TypeError(`A record cannot have a value of type ${typeof value}: JSON has no such thing`)
  }
  if (hasOwnJson(value)) return keep(value.toJSON())
  // A copy that begins with all properties is read faster than one that gets them one by one.
  const copied: Record<string, unknown> = { ...value }
  for (const name of Object.keys(copied)) {
    if (copied[name] === undefined) delete copied[name]
    else copied[name] = keep(copied[name])
  }
  return Object.freeze(copied)
}

function hasOwnJson(value: object): value is { toJSON: () => unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function'
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 2
  if (typeof value !== 'object' || value === null) return String(value).length
  let length = 2
  for (const name in value) {
    const item = (value as Readonly<Record<string, unknown>>)[name]
    length += lengthOf(item) + (Array.isArray(value) ? 1 : name.length + 4)
  }
  return length
}
