import type { Arrived } from './exchange.ts'
import type { Slot } from './slot.ts'

/** Whom a request is for, and what of its target is below that. */
export type Located = Pick<Arrived, 'provider' | 'prefix' | 'path' | 'query'>

/** Finds out whom a request target is for; nothing when it is for no provider. */
export type Locate = (target: string) => Located | undefined

/** `/provider`, `/path`, `query`; a proxy's absolute form may stand before it. */
const prefixed = /^(?:https?:\/\/[^/]*)?\/([^/?#]*)(\/[^?#]*)?(?:\?([^#]*))?/i

/** `/path`, `query`; a proxy's absolute form may stand before it. */
const whole = /^(?:https?:\/\/[^/?#]*)?([^?#]*)(?:\?([^#]*))?/i

/** Several providers, each under its own name. */
export function locateByPrefix(slots: readonly Slot[]): Locate {
  const known = new Map(slots.map((slot) => [slot.name, slot]))
  return (target) => {
    const [, name = '', path = '', query = ''] = prefixed.exec(target) ?? []
    const provider = known.get(name)?.provider
    return provider && { provider, prefix: `/${name}`, path: path || '/', query }
  }
}

/** One provider, which has all the paths. */
export function locateAlone(slot: Slot): Locate {
  return (target) => {
    const [, path = '', query = ''] = whole.exec(target) ?? []
    return { provider: slot.provider, prefix: '', path: path || '/', query }
  }
}
