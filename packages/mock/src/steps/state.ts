import type { Handler, Preferring } from '../exchange.ts'
import type { Preference } from '../prefer.ts'
import { refuse } from '../refusal.ts'
import { isSessionName, sessionHeader, sessionNames } from '../state/session-name.ts'
import type { ProviderState } from '../state/state.ts'
import { examine } from './answer.ts'

/**
 * Answers from what earlier requests have left. What the contract refuses is refused as without state; whoever says by
 * `Prefer` which answer it wants gets that, and so does what neither document nor rules know how to keep.
 */
export function state(next: Handler<Preferring>, kept: ProviderState | undefined): Handler<Preferring> {
  if (!kept) return next
  return async (exchange) => {
    if (isAsked(exchange.preference)) return next(exchange)
    const name = exchange.request.headers[sessionHeader] ?? ''
    if (name !== '' && !isSessionName(String(name))) {
      const reason = `${sessionHeader} must be ${sessionNames}`
      return refuse(exchange, { status: 400, reason })
    }
    const examined = examine(exchange)
    if ('refused' in examined) return examined.refused
    const { verdict } = examined
    if (verdict.refusal !== undefined || verdict.answer.status >= 300) return next(exchange)
    return kept.answer(exchange, verdict.answer, String(name)) ?? next(exchange)
  }
}

/** Whether somebody has said which answer there is to be. */
function isAsked({ code, example, dynamic, total, isIdle }: Preference): boolean {
  return [code, example, total].some((wish) => wish !== undefined) || dynamic || isIdle === true
}
