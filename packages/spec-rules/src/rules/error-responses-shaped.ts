import type { Oas3Rule, UserContext } from '@redocly/openapi-core'
import { catalogueFile } from '../catalogue.ts'
import { contentOf, nameOf, operationsOf, responsesOf } from '../operations.ts'
import { read, step, steps, type Resolver, type Spot } from '../spot.ts'

const key = 'x-error-responses'

/** Every error body has a schema that the provider's own errors, given in `x-error-responses`, have too. */
export const errorResponsesShaped: Oas3Rule = () => ({
  Root: {
    enter(node, ctx) {
      const root = { value: node, location: ctx.location }
      if (read(node, key) === undefined) {
        const message = `The document does not say what the provider's errors look like. Add ${key} to openapi.yaml (see ${catalogueFile}).`
        return ctx.report({ message, location: ctx.location })
      }
      const shapes = errorShapes(root, ctx)
      for (const operation of operationsOf(ctx, root)) {
        for (const [status, response] of responsesOf(ctx, operation)) {
          if (/^([45]|default$)/.test(status))
            checkResponse(`${nameOf(operation)} ${status}`, response, shapes, ctx)
        }
      }
    },
  },
})

/** File names of the error schemas by the place where each is written. */
function errorShapes(root: Spot, ctx: Resolver): Map<string, string> {
  const shapes = new Map<string, string>()
  for (const [, response] of steps(ctx, root, key)) {
    for (const [, content] of contentOf(ctx, response)) {
      const schema = step(ctx, content, 'schema')
      if (schema) shapes.set(schema.location.absolutePointer, nameOfPlace(schema.location.absolutePointer))
    }
  }
  return shapes
}

function checkResponse(name: string, response: Spot, shapes: Map<string, string>, ctx: UserContext) {
  for (const [mediaType, content] of contentOf(ctx, response)) {
    const schema = step(ctx, content, 'schema')
    if (schema && shapes.has(schema.location.absolutePointer)) continue
    const known = [...shapes.values()].join(' or ')
    ctx.report({
      message: `${name} answers ${mediaType} with ${schema ? 'a schema that no provider error has' : 'no schema'}. Make it $ref ${known || 'the schema of an error'}, or add the response to ${key}.`,
      location: schema ? content.location.child(['schema']) : content.location.key(),
    })
  }
}

/** `Error.yaml` for a schema with its own file, else the last part of the pointer. */
function nameOfPlace(absolutePointer: string): string {
  return absolutePointer.replace(/#\/$/, '').split('/').at(-1) ?? absolutePointer
}
