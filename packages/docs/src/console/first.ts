import {
  type Document,
  firstOperation,
  type Model,
  type OperationModel,
  operationsOf,
} from '@parlance/compiler'
import { referencePath } from '../guides/addresses.ts'

/**
 * The operation that newcomers should try first: the first that creates something and says so with a 201; where none
 * does, the first that posts a body.
 */
export function firstToTry(model: Model, bundle: Document): OperationModel {
  const posting = operationsOf(model).filter(
    ({ method, body, anonymous }) => method === 'POST' && body?.example !== undefined && !anonymous,
  )
  return posting.find(({ id }) => creates(bundle, id)) ?? posting[0] ?? firstOperation(model)
}

function successes(responses: object): number[] {
  return Object.keys(responses)
    .map(Number)
    .filter((status) => status >= 200 && status < 300)
}

/** Whether an operation answers with a 201, to those who want to see one. */
export function creates(bundle: Document, id: string): boolean {
  return Object.values(bundle.paths).some(
    ({ post }) => post?.operationId === id && Math.min(...successes(post.responses)) === 201,
  )
}

/** The address, from the site's root, that opens the console on an operation of a reference. */
export function tryPath(model: Model, id: string): string {
  const resource = model.resources.find(({ operations }) => operations.some((one) => one.id === id))!.name
  const [page, route] = referencePath(model.provider, { resource, id }).split('#')
  return `${page}?try=${id}#${route}`
}
