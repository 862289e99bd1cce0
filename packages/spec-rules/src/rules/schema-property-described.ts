import type { Oas3Rule } from '@redocly/openapi-core'
import { follow, isFilled, read } from '../spot.ts'

/** Every property has a description, beside its `$ref` or in the schema that it leads to. */
export const schemaPropertyDescribed: Oas3Rule = () => ({
  SchemaProperties: {
    enter(properties, ctx) {
      // Under `if` and `not` properties are a condition and describe nothing.
      if (/\/(if|not)\//.test(ctx.location.pointer)) return
      for (const [name, schema] of Object.entries(properties ?? {})) {
        const location = ctx.location.child([name])
        const target = follow(ctx, schema, location)
        if (!target || [schema, target.value].some((node) => isFilled(read(node, 'description')))) continue
        ctx.report({
          message: `Property "${name}" has no description. Say what a reader could not guess from its name.`,
          location: location.key(),
        })
      }
    },
  },
})
