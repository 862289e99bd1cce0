import { type Check, unless } from './check.ts'
import { declaredFor, mediaTypeOf } from './response.ts'

export const contentType: Check = {
  name: 'content type conformance',
  promises:
    'Every body has a media type that is declared for its status, and there is none where none is declared.',
  kinds: 'all',
  problems(exchange, context) {
    const declared = declaredFor(exchange, context)
    if (!declared) return undefined
    const { mediaTypes } = declared
    const { answer, operation, wire } = exchange
    if (operation.method === 'HEAD' || wire.method === 'HEAD') return undefined
    const type = mediaTypeOf(exchange)
    if (mediaTypes.length === 0)
      return unless(
        answer.body === '',
        () => `It has a body${type ? ` of ${type}` : ''}, and none is declared.`,
      )
    const isDeclared = mediaTypes.some((one) => one === type || one === '*/*')
    return unless(
      isDeclared,
      () => `It is ${type ?? 'of no media type'}; declared is ${mediaTypes.join(', ')}.`,
    )
  },
}
