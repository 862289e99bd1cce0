import type { Oas3Rule } from '@redocly/openapi-core'
import { isObject, type Spot } from '../spot.ts'

/** An object that a body consists of has a name, and so a file of its own; the name becomes a type of the client. */
export const schemaInOwnFile: Oas3Rule = () => ({
  MediaType: {
    enter({ schema }, ctx) {
      for (const { location } of inlineObjects({ value: schema, location: ctx.location.child(['schema']) })) {
        ctx.report({
          message: `The ${ctx.key} body describes an object in place. Move it to components/schemas/<Name>.yaml and $ref it.`,
          location: location.key(),
        })
      }
    },
  },
})

/** Objects with properties in the schema of a body: itself, its items or the parts that it is composed of. */
function inlineObjects({ value, location }: Spot): Spot[] {
  if (!isObject(value)) return []
  if (value.properties !== undefined) return [{ value, location }]
  const parts = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => {
    const members: unknown = value[keyword]
    if (!Array.isArray(members)) return []
    return members.map((member: unknown, index) => ({
      value: member,
      location: location.child([keyword, index]),
    }))
  })
  return [...parts, { value: value.items, location: location.child(['items']) }].flatMap(inlineObjects)
}
