import type { Oas3Rule, UserContext } from '@redocly/openapi-core'
import { follow, read, step, steps, type Spot } from '../spot.ts'

/** Every body has an example, and so has every parameter and response header, itself or in its schema. */
export const examplesPresent: Oas3Rule = () => ({
  MediaType: {
    enter(node, ctx) {
      const spot = { value: node, location: ctx.location }
      const schema = step(ctx, spot, 'schema')
      if (!schema || hasExample(node) || isBinary(schema.value)) return
      report(ctx, `The ${ctx.key} body has no example. Add examples with a $ref to components/examples/.`)
    },
  },
  Parameter: {
    enter(node, ctx) {
      if (isIllustrated(node, ctx)) return
      report(ctx, `Parameter "${node.name}" has no example. Add example to it or to its schema.`)
    },
  },
  Header: {
    enter(node, ctx) {
      if (isIllustrated(node, ctx)) return
      report(ctx, `Header ${ctx.key} has no example. Add example to it or to its schema.`)
    },
  },
})

function report(ctx: UserContext, message: string) {
  // A component in its own file has no key to point at.
  ctx.report({ message, location: ctx.location.pointer === '#/' ? ctx.location : ctx.location.key() })
}

/** Whether a parameter or header has an example, its schema has one, or its media types are asked for theirs. */
function isIllustrated(node: object, ctx: UserContext): boolean {
  const spot: Spot = { value: node, location: ctx.location }
  if (hasExample(node) || steps(ctx, spot, 'content').length > 0) return true
  const schema = follow(ctx, read(node, 'schema'), ctx.location.child(['schema']))
  return schema !== undefined && hasExample(schema.value)
}

function hasExample(node: object): boolean {
  const examples = read(node, 'examples')
  if (read(node, 'example') !== undefined) return true
  return typeof examples === 'object' && examples !== null && Object.keys(examples).length > 0
}

/** Bytes cannot be shown in YAML. */
function isBinary(schema: object): boolean {
  return read(schema, 'format') === 'binary' || read(schema, 'contentMediaType') !== undefined
}
