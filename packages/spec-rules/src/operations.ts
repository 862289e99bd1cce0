/** What rules ask about operations: their name, parameters, responses and bodies, wherever these are written. */
import type {
  Oas3MediaType,
  Oas3Operation,
  Oas3Parameter,
  Oas3PathItem,
  Oas3Response,
  Oas3Rule,
  UserContext,
} from '@redocly/openapi-core'
import { follow, isFilled, isObject, read, step, steps, type Resolver, type Spot } from './spot.ts'

const methods = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'trace', 'query'] as const

/** One method on one path. */
export interface OperationSpot extends Spot<Oas3Operation> {
  readonly method: string
  readonly path: string
  readonly pathItem: Spot<Oas3PathItem>
  readonly root: Spot
}

/** Every path of the document. */
export function pathItemsOf(ctx: Resolver, root: Spot): [string, Spot<Oas3PathItem>][] {
  return steps<Oas3PathItem>(ctx, root, 'paths')
}

/** Every operation under `paths`; webhooks are answered by the user and not among them. */
export function operationsOf(ctx: Resolver, root: Spot): OperationSpot[] {
  return pathItemsOf(ctx, root).flatMap(([path, pathItem]) =>
    methods.flatMap((method) => {
      const operation = step<Oas3Operation>(ctx, pathItem, method)
      return operation ? [{ ...operation, method, path, pathItem, root }] : []
    }),
  )
}

/** A rule that looks at one operation at a time. */
export function operationRule(check: (operation: OperationSpot, ctx: UserContext) => void): Oas3Rule {
  return () => ({
    Root: {
      enter(root, ctx) {
        for (const operation of operationsOf(ctx, { value: root, location: ctx.location }))
          check(operation, ctx)
      },
    },
  })
}

/** How messages call an operation. */
export function nameOf({ value, method, path }: OperationSpot): string {
  // An id may be anything until Redocly's own rules have passed.
  return isFilled(value.operationId) ? value.operationId : `${method.toUpperCase()} ${path}`
}

/** The half of the operation id after the dot, such as `list`. */
export function verbOf({ value }: OperationSpot): string | undefined {
  return isFilled(value.operationId) ? value.operationId.split('.')[1] : undefined
}

/** The operation's parameters together with those of its path. */
export function parametersOf(ctx: Resolver, operation: OperationSpot): Spot<Oas3Parameter>[] {
  return [operation, operation.pathItem].flatMap((owner) =>
    steps<Oas3Parameter>(ctx, owner, 'parameters').map(([, parameter]) => parameter),
  )
}

export function responsesOf(ctx: Resolver, operation: OperationSpot): [string, Spot<Oas3Response>][] {
  return steps<Oas3Response>(ctx, operation, 'responses')
}

/** The schemas of the request body, one for each media type, with what stands beside a `$ref`. */
export function requestSchemasOf(ctx: Resolver, operation: OperationSpot): Spot<object>[] {
  const body = step(ctx, operation, 'requestBody')
  return (body ? contentOf(ctx, body) : []).flatMap(([, { value, location }]) =>
    value.schema ? [{ value: value.schema, location: location.child(['schema']) }] : [],
  )
}

/** The media types of a response or request body. */
export function contentOf(ctx: Resolver, body: Spot): [string, Spot<Oas3MediaType>][] {
  return steps<Oas3MediaType>(ctx, body, 'content')
}

/** The schema of the first successful JSON body. */
export function successSchemaOf(ctx: Resolver, operation: OperationSpot): Spot<object> | undefined {
  for (const [status, response] of responsesOf(ctx, operation)) {
    if (!status.startsWith('2')) continue
    for (const [mediaType, content] of contentOf(ctx, response)) {
      const schema = isJson(mediaType) && follow(ctx, content.value.schema, content.location.child('schema'))
      if (schema) return schema
    }
  }
  return undefined
}

/** Whether the operation refuses callers without credentials. */
export function isSecured({ value, root }: OperationSpot): boolean {
  const security: unknown = value.security ?? read(root.value, 'security')
  return (
    Array.isArray(security) &&
    security.length > 0 &&
    security.every((requirement: unknown) => isObject(requirement) && Object.keys(requirement).length > 0)
  )
}

function isJson(mediaType: string): boolean {
  return /^application\/([\w.-]+\+)?json\b/.test(mediaType)
}
