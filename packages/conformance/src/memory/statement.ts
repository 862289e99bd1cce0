/** What a statement is: something that holds for everything that a server keeps. */
import * as fc from 'fast-check'
import type { Finding } from '../agreements/agreement.ts'
import type { ContractOperation } from '../requests/contract.ts'
import { documentedDraft } from '../requests/documented.ts'
import type { Draft } from '../requests/draft.ts'
import { variantsOf } from '../requests/variants.ts'
import type { Answer } from '../suite/send.ts'
import { seedFor } from '../suite/settings.ts'
import { isExcused } from './excuses.ts'
import type { Scene } from './scene.ts'

/** One way in which a statement is not true. */
export interface Problem {
  /** The operation that does otherwise. */
  readonly operation: string
  /** The operation that shows it, where that is another one. */
  readonly by?: string
  readonly field?: string
  /** What was said in the field. */
  readonly sent?: unknown
  readonly text: string
}

export interface Statement {
  readonly name: string
  /** What holds, in one sentence. */
  readonly promises: string
  /** Tries it; `undefined` where a provider has nothing of the kind. */
  try(scene: Scene): Promise<Finding | undefined>
}

/** How many cases of one kind are enough, among the many operations of a provider. */
function fewRuns({ settings }: Scene): number {
  return Math.max(2, Math.ceil(settings.runs / 3))
}

/** One thing to be tried with a draft: its problems, or nothing when it had nothing to look at. */
export type Trial = (draft: Draft, isDocumented: boolean) => Promise<readonly Problem[] | undefined>

/**
 * Tries something with requests to an operation: first the documented one, then others that the contract allows. One that
 * fails is made as small as it can be.
 */
export async function tryWith(
  scene: Scene,
  statement: string,
  operation: ContractOperation,
  trial: Trial,
  runs = fewRuns(scene),
): Promise<Finding> {
  const documented = documentedDraft(scene.document, operation)
  let tried = 0
  const property = fc.asyncProperty(variantsOf(operation, scene), async (draft) => {
    const found = await trial(draft, draft === documented)
    if (found) tried += 1
    const problem = (found ?? []).find((one) => !isExcused(scene.excuses, one))
    if (problem) throw new Error(`${inOneLine(problem)}\n  with ${told(draft)}`)
  })
  const { settings } = scene
  const details = await fc.check(property, {
    numRuns: runs,
    seed: seedFor(settings.seed, statement, operation.id),
    endOnFailure: settings.isBrief === true,
    examples: [[documented]],
  })
  return { tried, problems: details.failed ? [messageOf(details.errorInstance)] : [] }
}

/** Several findings as one. */
export function together(findings: readonly Finding[]): Finding | undefined {
  if (findings.length === 0) return undefined
  return {
    tried: findings.reduce((sum, { tried }) => sum + tried, 0),
    problems: findings.flatMap(({ problems }) => problems),
  }
}

export function isGood({ status }: Answer): boolean {
  return status >= 200 && status < 300
}

export function isGone({ status }: Answer): boolean {
  return status === 404 || status === 410
}

/** An answer in a few words. */
export function inWords({ status, headers, body }: Answer): string {
  return `${status} ${headers['x-parlance-refusal'] ?? body.slice(0, 200)}`.trimEnd()
}

/** The JSON of an answer; nothing when it has none. */
export function jsonOf({ body }: Answer): unknown {
  try {
    return JSON.parse(body) as unknown
  } catch {
    return undefined
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function inOneLine({ operation, by, text }: Problem): string {
  return by === undefined ? `${operation}: ${text}` : `${operation}, shown by ${by}: ${text}`
}

function told(draft: Draft): string {
  return JSON.stringify(draft).slice(0, 600)
}
