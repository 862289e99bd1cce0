import { at } from './pointer.ts'
import type { CallInput } from './request.ts'

/**
 * A place in the arguments of a call, as specs write it: `path:<parameter>`, `query:<parameter>` or
 * `body:<JSON Pointer>`, in which `*` stands for every item of a list.
 */
export type Place = string

/** What stands at a place: nothing, one value, or one for each item of a list. */
export function valuesAt(input: CallInput, place: Place): unknown[] {
  const [, part, name] = /^(path|query|body):(.*)$/s.exec(place) as unknown as [
    string,
    keyof CallInput,
    string,
  ]
  const [pointer, ...rest] = part === 'body' ? name.split('/*') : [`/${name}`]
  let values = [at(input[part], pointer!)]
  for (const step of rest) {
    values = values.flatMap((list) => (Array.isArray(list) ? list.map((item) => at(item, step)) : []))
  }
  return values.filter((value) => value !== undefined)
}
