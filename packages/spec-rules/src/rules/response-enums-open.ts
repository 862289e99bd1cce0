import type { Oas3Rule, UserContext } from '@redocly/openapi-core'
import { contentOf, operationsOf, responsesOf } from '../operations.ts'
import { walkSchema } from '../schemas.ts'
import { isFilled, read, step, steps, type Resolver, type Spot } from '../spot.ts'

const open = 'x-extensible-enum'
const closed = 'x-closed-enum'

/**
 * A value that a provider adds must not break a client, so an `enum` in anything received is refused unless the
 * schema cites who says that it is complete. A schema that is also sent counts as received.
 */
export const responseEnumsOpen: Oas3Rule = () => ({
  Root: {
    enter(node, ctx) {
      const seen = new Set<string>()
      const root = { value: node, location: ctx.location }
      for (const schema of receivedSchemas(root, ctx)) {
        walkSchema(ctx, schema, (spot) => checkClosed(spot, ctx), seen)
      }
    },
  },
  Schema: {
    enter(schema, ctx) {
      const says = (key: string) => read(schema, key) !== undefined
      const report = (key: string, message: string) =>
        ctx.report({ message, location: ctx.location.child([key]).key() })
      if (says('enum') && says(open)) report(open, `A schema is open (${open}) or closed (enum). Remove one.`)
      if (!says('enum') && says(closed))
        report(closed, `${closed} has no enum to speak of. Remove it or add enum.`)
    },
  },
})

/** The schemas of all response bodies and headers, of the refusals before any operation, and of webhook bodies. */
function receivedSchemas(root: Spot, ctx: Resolver): Spot[] {
  const responses = [
    ...operationsOf(ctx, root).flatMap((operation) => responsesOf(ctx, operation)),
    ...steps(ctx, root, 'x-error-responses'),
  ].map(([, response]) => response)
  const webhooks = steps(ctx, root, 'webhooks').flatMap(([, pathItem]) => step(ctx, pathItem, 'post') ?? [])
  const bodies = [...responses, ...webhooks.flatMap((post) => step(ctx, post, 'requestBody') ?? [])]
  const headers = bodies.flatMap((body) => steps(ctx, body, 'headers'))
  return [...bodies.flatMap((body) => contentOf(ctx, body)), ...headers].map(([, { value, location }]) => ({
    value: read(value, 'schema'),
    location: location.child(['schema']),
  }))
}

/** A value as an author writes it, where a text needs no quotes. */
function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function checkClosed({ value, location }: Spot, ctx: UserContext) {
  const values = read(value, 'enum')
  if (!Array.isArray(values) || isFilled(read(value, closed)) || read(value, open) !== undefined) return
  if (values.every((known) => typeof known === 'boolean')) return
  ctx.report({
    message: `This enum [${values.map(shown).join(', ')}] is received, and a new value would break clients. Write ${open} instead, or add ${closed} with the source that says the list is complete.`,
    location: location.child(['enum']).key(),
  })
}
