import { isSame } from '../generate/schema.ts'
import { documentedIn } from '../requests/documented.ts'
import { type Check, type CheckContext, type Exchange, unless } from './check.ts'

/** What data may forbid though the contract allows it: what is named is not there, or in no state for it. */
const forbidden = new Set([400, 403, 404, 409, 422])

export const positiveData: Check = {
  name: 'positive data acceptance',
  promises:
    'Every request that keeps to the contract is accepted; where data is kept, a read of what the documentation shows is, and anything else may be refused for what is there.',
  kinds: ['valid'],
  problems: (exchange, context) =>
    unless(isAccepted(exchange, context), () => {
      const { status, headers, body } = exchange.answer
      const reason = headers['x-parlance-refusal'] ?? body.slice(0, 200)
      return `A valid request was answered with ${status}: ${reason}`
    }),
}

function isAccepted(exchange: Exchange, context: CheckContext): boolean {
  const { status } = exchange.answer
  if (status >= 200 && status < 300) return true
  return context.keepsState === true && forbidden.has(status) && !readsWhatIsShown(exchange, context)
}

/** Whether it only looks, at something that is there in the beginning, and chooses as the documentation does. */
function readsWhatIsShown({ operation, draft }: Exchange, { document }: CheckContext): boolean {
  if (operation.method !== 'GET' && operation.method !== 'HEAD') return false
  return (['path', 'query'] as const).every((place) => {
    const shown = documentedIn(place, document, operation)
    return Object.entries(draft[place]).every(([name, value]) => isSame(shown[name], value))
  })
}
