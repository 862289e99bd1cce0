/** What is emitted for the budgets of single operations. */
import { evidenceLevels } from '@parlance/spec-rules/extensions'
import type { RateLimit } from '../document.ts'
import { Helper } from '../helper.ts'
import { type Model, type OperationModel, operationsOf } from '../model.ts'
import { docComment, literal } from './code.ts'
import { placeText } from './checks.ts'

/** The budgets of single operations, each once though several operations may share it: where it is known best. */
export function operationLimits(model: Model): RateLimit[] {
  const all = operationsOf(model).flatMap(({ limits }) => limits)
  const certainty = ({ evidence }: RateLimit) => evidenceLevels.indexOf(evidence.level)
  const groups = Map.groupBy(all, ({ name }) => name).values()
  return [...groups].map((same) => same.toSorted((a, b) => certainty(a) - certainty(b))[0]!)
}

/** What the kernel must know of them. */
export function gateHelper(model: Model): { gate?: Helper } {
  const limits = operationLimits(model).map(kernelLimit)
  return limits.length > 0 ? { gate: new Helper('limitOperations', limits) } : {}
}

function kernelLimit({ name, requests, window, counts = 'requests', clientOption }: RateLimit): object {
  return {
    name,
    requests,
    window,
    ...(counts !== 'requests' && { counts }),
    ...(clientOption !== undefined && { option: clientOption }),
  }
}

/** Client options by which a caller says that limits concern it: option → those limits. */
export function limitOptions(model: Model): [option: string, limits: RateLimit[]][] {
  const limits = operationLimits(model)
  const options = new Set(limits.flatMap(({ clientOption }) => clientOption ?? []))
  return [...options].map((option) => [option, limits.filter(({ clientOption }) => clientOption === option)])
}

/** What such an option means. */
export function limitOptionText(limits: RateLimit[]): string {
  const callers = [...new Set(limits.map((limit) => limit.callers))].join(', ')
  const names = limits.map((limit) => `\`${limit.name}\` (${budgetText(limit)})`)
  return `Whether the limits on ${callers} concern you: ${names.join(' and ')}. The client keeps to them only if this is \`true\`.`
}

/** `8 identical in 180 s`. */
export function budgetText({ requests, window, counts = 'requests' }: RateLimit): string {
  const what = { requests: '', identical: ' identical', consecutive: ' in a row' }[counts]
  return `${requests}${what} in ${window} s`
}

/** TSDoc of the limits of an operation. */
export function limitTags({ limits }: OperationModel): string[] {
  if (limits.length === 0) return []
  const list = limits.map((limit) => {
    const under = limit.key?.length ? ` for each ${limit.key.map(placeText).join(' and ')}` : ''
    const callers = limit.callers === undefined ? '' : `, for ${limit.callers} only`
    return `\`${limit.name}\` (${budgetText(limit)}${under}${callers})`
  })
  return [`@throws {LimitError} when there would be no room for too long in ${list.join(' or ')}.`]
}

/** The type of a client's `limits` where somebody else may end the count of some; else that of every client. */
export function limitsMember(model: Model, indent: string): string {
  const limits = resettable(model)
  if (limits.length === 0) return `${indent}limits(): LimiterState\n`
  const names = limits.map(({ name }) => literal(name)).join(' | ')
  const rules = limits.map(({ name, resetBy }) => `\`${name}\` by ${resetBy ?? 'what somebody else does'}`)
  const doc = docComment(
    [
      'Lets the count of a limit begin anew under a key, such as the id of a conversation.',
      `The provider does so by itself: ${rules.join('; ')}. The client cannot see that, so it goes on counting what it sends until you say so, for instance when a webhook tells you.`,
    ],
    `${indent}  `,
  )
  return `${indent}readonly limits: {\n${indent}  (): LimiterState\n${doc}${indent}  reset(name: ${names}, ...key: string[]): void\n${indent}}\n`
}

/** The limits whose count somebody else may end. */
export function resettable(model: Model): RateLimit[] {
  return operationLimits(model).filter(({ counts }) => counts === 'consecutive')
}
