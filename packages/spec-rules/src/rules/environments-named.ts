import type { Oas3Rule, UserContext } from '@redocly/openapi-core'
import { catalogueFile } from '../catalogue.ts'
import { nameOf, operationsOf, pathItemsOf } from '../operations.ts'
import { isFilled, read, steps, type Resolver, type Spot } from '../spot.ts'

const key = 'x-environment'

/** Every server belongs to a named environment, and servers of a path or operation exist in all of them. */
export const environmentsNamed: Oas3Rule = () => ({
  Server: {
    enter(server, ctx) {
      if (read(server, key) === undefined) {
        const message = `${server.url} belongs to no environment. Add ${key}: production or the like (see ${catalogueFile}).`
        ctx.report({ message, location: ctx.location })
      }
      if (!isFilled(server.description)) {
        const message = `${server.url} has no description. Say who uses this server and when.`
        ctx.report({ message, location: ctx.location })
      }
    },
  },
  Root: {
    enter(node, ctx) {
      const root = { value: node, location: ctx.location }
      const known = environmentsOf(root, ctx)
      for (const [path, pathItem] of pathItemsOf(ctx, root)) checkServers(path, pathItem, known, ctx)
      for (const operation of operationsOf(ctx, root)) checkServers(nameOf(operation), operation, known, ctx)
    },
  },
})

function environmentsOf(owner: Spot, ctx: Resolver): string[] {
  return steps(ctx, owner, 'servers').flatMap(([, { value }]) => {
    const name = read(value, key)
    return typeof name === 'string' ? [name] : []
  })
}

function checkServers(name: string, owner: Spot, known: string[], ctx: UserContext) {
  if (read(owner.value, 'servers') === undefined) return
  const own = environmentsOf(owner, ctx)
  const servers = owner.location.child(['servers'])
  for (const [index, { value }] of steps(ctx, owner, 'servers')) {
    const environment = read(value, key)
    if (typeof environment !== 'string' || known.includes(environment)) continue
    ctx.report({
      message: `${name} has a server in "${environment}", which the document does not know. Use ${known.join(' or ')}, or add it to the servers of openapi.yaml.`,
      location: servers.child([index, key]),
    })
  }
  const absent = known.filter((environment) => !own.includes(environment))
  if (absent.length === 0) return
  ctx.report({
    message: `${name} has no server in ${absent.join(', ')}, so clients there could not call it. Add one each.`,
    location: servers.key(),
  })
}
