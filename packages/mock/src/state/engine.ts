/** What the state of one provider works with: made once for a document and its rules. */
import { credentialOf, readSchemes } from '../auth/scheme.ts'
import type { OpenApiDocument } from '../document.ts'
import type { Preferring } from '../exchange.ts'
import { createCompilers } from '../judge/compile.ts'
import { memo } from '../memo.ts'
import { parametersOf } from '../node.ts'
import type { Operation } from '../operation.ts'
import { type Plan, readPlan } from '../paging/plan.ts'
import { type Choosing, Filters, pagingParameters } from './choice.ts'
import { isOpen, type Merge, mergeOf } from './draft.ts'
import { type Resource, readResources, type Role } from './resources.ts'
import type { StateHandler, StateRules } from './rules.ts'
import { readShapes, type RecordShape } from './shape.ts'
import { type Success, successOf } from './success.ts'

/** One operation, as the state sees it. */
export interface Task extends Choosing {
  readonly operation: Operation
  /** What its place in the document says it does. */
  readonly role: Role | undefined
  readonly resource: Resource | undefined
  /** What the rules say that it does. */
  readonly handler: StateHandler | undefined
  readonly success: Success
  readonly plan: Plan | undefined
  /** Whether clients may write what they like. */
  readonly isOpen: boolean
  readonly merge: Merge
}

export interface Engine {
  readonly document: OpenApiDocument
  readonly operations: readonly Operation[]
  readonly rules: StateRules
  readonly shapes: ReadonlyMap<string, RecordShape>
  readonly filters: Filters
  /** The first server with its path, without a slash at the end. */
  readonly server: string
  readonly taskOf: (operation: Operation) => Task
  /** Throws for a collection that is neither in the document nor in the rules: a mistake in the rules. */
  readonly shapeOf: (collection: string) => RecordShape
  readonly credentialOf: (exchange: Preferring) => string | undefined
}

export function createEngine(
  document: OpenApiDocument,
  operations: readonly Operation[],
  rules: StateRules,
): Engine {
  const { all, roles } = readResources(document, operations)
  const shapes = readShapes(document, all, rules, createCompilers(document, 'response'))
  const schemes = [...readSchemes(document).values()]
  checkNames(rules, operations)
  return {
    document,
    operations,
    rules,
    shapes,
    filters: new Filters(document, rules),
    server: (document.servers?.[0]?.url ?? '').replace(/\/+$/, ''),
    taskOf: memo((operation) => {
      const plan = readPlan(document, operation)
      return {
        operation,
        role: roles.get(operation)?.role,
        resource: roles.get(operation)?.resource,
        handler: rules.operations?.[operation.id],
        success: successOf(document, operation),
        plan,
        declared: queryParameters(document, operation),
        paging: pagingParameters(plan),
        isOpen: isOpen(document, operation),
        merge: mergeOf(document, operation),
      }
    }),
    shapeOf(collection) {
      const shape = shapes.get(collection)
      if (shape) return shape
      throw new Error(`There is no collection "${collection}"; there are ${[...shapes.keys()].join(', ')}.`)
    },
    credentialOf: ({ request, query }) => credentialOf(schemes, { headers: request.headers, query }),
  }
}

function queryParameters(document: OpenApiDocument, operation: Operation): Set<string> {
  const parameters = [...parametersOf(document, operation).values()]
  return new Set(parameters.filter((one) => one.in === 'query').map(({ name }) => name))
}

function checkNames({ operations: handlers = {} }: StateRules, operations: readonly Operation[]): void {
  const known = new Set(operations.map(({ id }) => id))
  const unknown = Object.keys(handlers).filter((id) => !known.has(id))
  if (unknown.length > 0)
    throw new Error(`The state rules name operations that do not exist: ${unknown.join(', ')}.`)
}
