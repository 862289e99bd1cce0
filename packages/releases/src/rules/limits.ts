/** Budgets: a tighter one makes calls wait, which no program has to be changed for. */
import { isSame } from '../compare/lists.ts'
import { code, count } from '../words.ts'
import type { Rule, Ruling } from './behaviour.ts'
import { withoutEvidence } from './evidence.ts'

interface Limit {
  name: string
  requests: number
  window: number
  clientOption?: string
  evidence?: unknown
}

/** Limits are compared by their names. */
export const limitsRule: Rule = ({ before, after }, what) => {
  const old = new Map(((before ?? []) as Limit[]).map((limit) => [limit.name, limit]))
  const young = new Map(((after ?? []) as Limit[]).map((limit) => [limit.name, limit]))
  return [...new Set([...old.keys(), ...young.keys()])].flatMap((name) =>
    limitChange(old.get(name), young.get(name), what),
  )
}

function limitChange(before: Limit | undefined, after: Limit | undefined, what: string): Ruling[] {
  const said = (impact: Ruling['impact'], text: string): Ruling[] => [{ impact, aspect: 'behaviour', text }]
  if (after === undefined) {
    const impact = before?.clientOption === undefined ? 'patch' : 'major'
    return said(impact, `The client no longer keeps to ${code(before?.name)} of ${what}.`)
  }
  if (before === undefined)
    return said('minor', `The client keeps ${what} to ${budget(after)} (${code(after.name)}).`)
  if (before.clientOption !== undefined && before.clientOption !== after.clientOption) {
    return said(
      'major',
      `The option ${code(before.clientOption)} for ${code(after.name)} is gone or renamed.`,
    )
  }
  if (before.requests === after.requests && before.window === after.window) {
    if (!isSame(withoutEvidence(before), withoutEvidence(after)))
      return said('minor', `${code(after.name)} of ${what} counts otherwise.`)
    return isSame(before, after)
      ? []
      : [{ impact: 'patch', aspect: 'evidence', text: `How we know ${code(after.name)} is told otherwise.` }]
  }
  const isTighter = after.requests / after.window < before.requests / before.window
  return said(
    isTighter ? 'minor' : 'patch',
    `The client keeps ${what} to ${budget(after)}, not ${budget(before)} (${code(after.name)}).`,
  )
}

function budget({ requests, window }: Limit): string {
  return `${count(requests, 'request')} in ${count(window, 'second')}`
}

/** The largest body. The provider refuses a larger one; the mock does by this. */
export const requestLimitRule: Rule = ({ after }) => [
  {
    impact: 'patch',
    aspect: 'behaviour',
    text:
      after === undefined
        ? 'The largest body is no longer documented.'
        : `The mock takes bodies of at most ${count((after as { bytes: number }).bytes, 'byte')}.`,
  },
]
