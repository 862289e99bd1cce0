/** Reads `x-rate-limits`: the documented budgets of a whole API, and of single operations. */
import type { OpenApiDocument } from '../document.ts'
import { nodeOf } from '../node.ts'
import type { Operation } from '../operation.ts'

/** One budget. */
export interface Rule {
  /** Rules of one name are one budget, wherever they stand. */
  readonly name: string
  readonly requests: number
  /** Seconds. */
  readonly window: number
  /** What is counted together, in the words of the document. */
  readonly scope: readonly string[]
  /** Where a request shows what it is counted under, apart from its caller: `path:id`, `query:x`, `body:/pointer`. */
  readonly key: readonly string[]
  readonly counts: 'requests' | 'identical' | 'consecutive'
  /** Whether it concerns certain callers only. */
  readonly isForSome: boolean
}

interface RuleObject {
  name: string
  requests: number
  window: number
  scope: string[]
  key?: string[]
  counts?: Rule['counts']
  callers?: string
}

interface Limited {
  'x-rate-limits'?: RuleObject[]
}

/** The budgets that concern every operation. */
export function readRootRules(document: OpenApiDocument): Rule[] {
  return toRules(document as Limited)
}

/** The budgets of one operation. */
export function readRules(document: OpenApiDocument, operation: Operation): Rule[] {
  return toRules(nodeOf(document, operation) as Limited)
}

function toRules({ 'x-rate-limits': rules = [] }: Limited): Rule[] {
  return rules.map(({ name, requests, window, scope, key = [], counts = 'requests', callers }) => ({
    name,
    requests,
    window,
    scope,
    key,
    counts,
    isForSome: callers !== undefined,
  }))
}
