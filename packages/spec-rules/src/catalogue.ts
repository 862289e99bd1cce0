/** Asking the catalogue: is this key known, may it stand here, does its value fit? */
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import { extensions } from './extensions.ts'

/** The file that messages send a writer to. */
export const catalogueFile = 'packages/spec-rules/src/extensions.ts'

/** What a value does wrong, and where inside it. */
interface Fault {
  path: string[]
  message: string
}

// `strictTypes` would ask for `type` beside every `properties` of an `if`.
const ajv = new Ajv2020({ allErrors: true, strictTypes: false })

/** The faults of a value under the schema of a catalogued extension. */
export function faultsOf(key: string, value: unknown): Fault[] {
  const extension = extensions[key]
  if (!extension) throw new Error(`${key} is not in the catalogue`)
  // Ajv keeps what it compiled by the identity of the schema, so asking again costs nothing.
  const validate = ajv.compile(extension.schema)
  if (validate(value)) return []
  // "must match then schema" only announces the faults that follow.
  return (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if').map(faultOf)
}

function faultOf({ instancePath, keyword, params, message }: ErrorObject): Fault {
  const path = instancePath.split('/').slice(1).map(unescape)
  if (keyword === 'enum') return { path, message: `must be one of ${params['allowedValues'].join(', ')}` }
  if (keyword === 'additionalProperties') {
    return { path, message: `has an unknown member "${params['additionalProperty']}"` }
  }
  return { path, message: message ?? `fails ${keyword}` }
}

function unescape(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~')
}

/** The catalogued key that is spelt most like `key`. */
export function nearest(key: string): string {
  const ranked = Object.keys(extensions).map((known) => ({ known, distance: distance(key, known) }))
  return ranked.reduce((best, next) => (next.distance < best.distance ? next : best)).known
}

/** Levenshtein's distance, blind to case. */
function distance(from: string, to: string): number {
  const [a, b] = [from.toLowerCase(), to.toLowerCase()]
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replace = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replace, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row.at(-1)!
}
