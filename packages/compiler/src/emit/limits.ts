/** What is emitted for the budgets of single operations. */
import type { RateLimit } from '../document.ts'
import { Helper } from '../helper.ts'
import { type Model, type OperationModel, operationsOf } from '../model.ts'
import { docComment } from './code.ts'
import { placeText } from './checks.ts'

/** The budgets of single operations, each once though several operations may share it. */
export function operationLimits(model: Model): RateLimit[] {
  const all = operationsOf(model).flatMap(({ limits }) => limits)
  return [...new Map(all.toReversed().map((limit) => [limit.name, limit])).values()].toReversed()
}

/** What the kernel must know of them. */
export function limitsHelper(model: Model): { operationLimits?: Helper } {
  const limits = operationLimits(model).map(({ name, requests, window, counts = 'requests', clientOption }) => ({
    name,
    requests,
    window,
    ...(counts !== 'requests' && { counts }),
    ...(clientOption !== undefined && { option: clientOption }),
  }))
  return limits.length > 0 ? { operationLimits: new Helper('operationLimits', limits) } : {}
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
  return `\`true\` if you call as one of: ${callers}. Only then does the client keep to ${names.join(' and ')}.`
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

/** The limits whose count somebody else may end. */
function resettable(model: Model): RateLimit[] {
  return operationLimits(model).filter(({ counts }) => counts === 'consecutive')
}

/** TSDoc and signature of `resetLimit` as a method, or nothing where no limit can be reset. */
export function resetMethod(model: Model): string {
  const limits = resettable(model)
  if (limits.length === 0) return ''
  return `${resetDoc(limits, '  ')}  resetLimit(name: ${union(limits)}, ...key: string[]): void\n`
}

/** `resetLimit` as a function, or nothing. */
export function resetFunction(model: Model): string {
  const limits = resettable(model)
  if (limits.length === 0) return ''
  return `
${resetDoc(limits)}export function resetLimit(kernel: Kernel, name: ${union(limits)}, ...key: string[]): void {
  kernel.operationLimits?.reset(name, key)
}
`
}

function union(limits: RateLimit[]): string {
  return limits.map(({ name }) => `'${name}'`).join(' | ')
}

function resetDoc(limits: RateLimit[], indent = ''): string {
  const rules = limits.map(({ name, resetBy }) => `\`${name}\` by ${resetBy ?? 'somebody else’s act'}`)
  return docComment(
    [
      'Lets the count of a limit begin anew under a key, such as the id of a conversation.',
      `The provider does so by itself: ${rules.join('; ')}. The client cannot see that, so it goes on counting what it sends until you tell it, for instance when a webhook tells you.`,
    ],
    indent,
  )
}
