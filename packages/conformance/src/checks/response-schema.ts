import { pointerTo } from '../pointer.ts'
import { isJson } from '../requests/media.ts'
import type { Check } from './check.ts'
import { declaredFor, mediaTypeOf } from './response.ts'

export const responseSchema: Check = {
  name: 'response schema conformance',
  promises: 'Every body is JSON where it says so, and of the schema that is declared for its status.',
  kinds: 'all',
  problems(exchange, context) {
    const declared = declaredFor(exchange, context)
    const type = mediaTypeOf(exchange)
    const { answer, wire } = exchange
    if (!declared || type === undefined || wire.method === 'HEAD' || !isJson(type)) return undefined
    if (!declared.mediaTypes.includes(type)) return undefined
    try {
      const value: unknown = JSON.parse(answer.body)
      return context.validator.problems(`${declared.pointer}/content${pointerTo(type)}/schema`, value)
    } catch {
      return ['It says that it is JSON, and is not.']
    }
  },
}
