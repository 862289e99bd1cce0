/** The calls that every client makes. */
import { type Model, type OperationModel, operationsOf } from '@parlance/compiler'
import type { Subject } from './subject.ts'

/** One call: an operation and the values of its path parameters. */
export interface Use {
  readonly operation: OperationModel
  /** Path parameters that are arguments of a call, in order. */
  readonly args: readonly [name: string, value: unknown][]
  /** All path parameters, with those that our client takes as options. */
  readonly path: Readonly<Record<string, unknown>>
}

/**
 * The calls that every client makes: operations that need path parameters and nothing else, reads of one thing first.
 * Lists are left out, because paging is a feature that is paid for once.
 */
export function usesOf({ model }: Subject, count: number): Use[] {
  const simple = operationsOf(model).filter(isSimple)
  const ranked = simple.toSorted((a, b) => rank(a) - rank(b)).slice(0, count)
  if (ranked.length < count)
    throw new Error(`${model.provider} has fewer than ${count} calls that are simple enough.`)
  return ranked.map((operation) => useOf(model, operation))
}

/** The first list that pages and needs nothing. */
export function listOf({ model }: Subject): OperationModel {
  const list = operationsOf(model).find((one) => one.paging && one.args.length === 0 && !needsMore(one))
  if (!list) throw new Error(`${model.provider} has no list that can be called without arguments.`)
  return list
}

function isSimple(operation: OperationModel): boolean {
  const { server, anonymous, paging } = operation
  return server === 0 && !anonymous && !paging && !needsMore(operation)
}

function needsMore({ body, query, needsOneOf }: OperationModel): boolean {
  return body?.required === true || query.some(({ required }) => required) || needsOneOf.length > 0
}

function rank({ method, args }: OperationModel): number {
  if (method !== 'GET') return 2
  return args.length === 1 ? 0 : 1
}

function useOf(model: Model, operation: OperationModel): Use {
  const args = operation.args.map(({ name, example }): [string, unknown] => [name, example ?? 'example'])
  const options = model.clientParameters
    .filter(({ name }) => operation.path.includes(`{${name}}`))
    .map(({ name, example }) => [name, example] as const)
  return { operation, args, path: Object.fromEntries([...options, ...args]) }
}
