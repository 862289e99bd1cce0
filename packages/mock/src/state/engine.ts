/** What the state of one provider works with: made once for a document and its rules. */
import { credentialOf, readSchemes } from '../auth/scheme.ts'
import type { OpenApiDocument } from '../document.ts'
import type { Preferring } from '../exchange.ts'
import { createCompilers } from '../judge/compile.ts'
import { memo } from '../memo.ts'
import { parametersOf } from '../node.ts'
import type { Operation } from '../operation.ts'
import { addressOf } from '../origins.ts'
import { type Plan, readPlan } from '../paging/plan.ts'
import { expand } from '../paging/schema.ts'
import { type Choosing, Filters, pagingParameters } from './choice.ts'
import { type Merge, mergeOf, writableOf } from './draft.ts'
import { itemsOf } from './items.ts'
import { type Resource, readResources, type Role } from './resources.ts'
import type { StateHandler, StateRules } from './rules.ts'
import { readShapes, type RecordShape } from './shape.ts'
import { own } from './store/own.ts'
import { type Success, successOf } from './success.ts'
import { Completion } from './whole.ts'

/** One operation, as the state sees it. */
export interface Task extends Choosing {
  readonly operation: Operation
  /** What its place in the document says it does. */
  readonly role: Role | undefined
  readonly resource: Resource | undefined
  /** What the rules say that it does. */
  readonly handler: StateHandler | undefined
  readonly success: Success
  /** What the operation's own path calls the id of the record. */
  readonly parameter: string | undefined
  readonly plan: Plan | undefined
  /** Where the items of a list without a plan are: a JSON Pointer. */
  readonly place: string
  /** What clients may write; nothing when they may write what they like. */
  readonly writable: ReadonlySet<string> | undefined
  readonly merge: Merge
}

export interface Engine {
  readonly document: OpenApiDocument
  readonly operations: readonly Operation[]
  readonly rules: StateRules
  readonly shapes: ReadonlyMap<string, RecordShape>
  readonly completion: Completion
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
  const compilers = createCompilers(document, 'response')
  const shapes = readShapes(document, all, rules, compilers)
  const schemes = [...readSchemes(document).values()]
  checkNames(rules, operations)
  return {
    document,
    operations,
    rules,
    shapes,
    completion: new Completion(document, compilers),
    filters: new Filters(document, rules),
    server: addressOf(document.servers?.[0] ?? { url: '' }).replace(/\/+$/, ''),
    taskOf: memo((operation) => {
      const plan = readPlan(document, operation)
      const part = roles.get(operation)
      return {
        operation,
        role: part?.role,
        resource: part?.resource,
        parameter: part?.parameter,
        handler: own(rules.operations, operation.id),
        success: successOf(document, operation),
        plan,
        place: itemsOf(document, operation)?.place ?? '',
        declared: queryParameters(document, operation),
        paging: pagingParameters(plan),
        writable: writableOf(document, operation),
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

const separators: Readonly<Record<string, string>> = { form: ',', spaceDelimited: ' ', pipeDelimited: '|' }

function queryParameters(document: OpenApiDocument, operation: Operation): Choosing['declared'] {
  const parameters = [...parametersOf(document, operation).values()].filter((one) => one.in === 'query')
  return new Map(
    parameters.map(({ name, schema, style = 'form', explode = style === 'form' }) => {
      const isList = expand(document, schema).some(({ type }) => [type].flat().includes('array'))
      return [name, isList && !explode ? separators[style] : undefined]
    }),
  )
}

function checkNames({ operations: handlers = {} }: StateRules, operations: readonly Operation[]): void {
  const known = new Set(operations.map(({ id }) => id))
  const unknown = Object.keys(handlers).filter((id) => !known.has(id))
  if (unknown.length > 0)
    throw new Error(`The state rules name operations that do not exist: ${unknown.join(', ')}.`)
}
