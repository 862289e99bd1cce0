import type { Oas3Rule } from '@redocly/openapi-core'
import { hasType } from '../schemas.ts'
import { follow, read, step, type Resolver, type Spot } from '../spot.ts'

const secretName = /(password|secret|token|api[-_]?key)$/i

const remedy = 'Add format: password so that it is never logged, or x-secret: false if it is none.'

/** A text that is named like a secret says that it is one, or that it is not. */
export const secretsMarked: Oas3Rule = () => ({
  SchemaProperties: {
    enter(properties, ctx) {
      for (const [name, schema] of Object.entries(properties ?? {})) {
        const location = ctx.location.child([name])
        if (isUnmarked(name, schema, follow(ctx, schema, location), ctx)) {
          ctx.report({
            message: `Property "${name}" is named like a secret. ${remedy}`,
            location: location.key(),
          })
        }
      }
    },
  },
  Parameter: {
    enter(parameter, ctx) {
      const schema = step(ctx, { value: parameter, location: ctx.location }, 'schema')
      if (isUnmarked(parameter.name, parameter, schema, ctx)) {
        const message = `Parameter "${parameter.name}" is named like a secret. ${remedy}`
        ctx.report({ message, location: ctx.location.child(['name']) })
      }
    },
  },
})

/** `owner` is the parameter or the property as written; a mark beside a `$ref` counts like one behind it. */
function isUnmarked(name: string, owner: unknown, schema: Spot | undefined, ctx: Resolver): boolean {
  if (!secretName.test(name) || !schema || !hasType(ctx, schema, 'string')) return false
  return ![owner, schema.value].some(
    (node) => read(node, 'format') === 'password' || read(node, 'x-secret') === false,
  )
}
