import type { Oas3Rule } from '@redocly/openapi-core'
import { catalogueFile } from '../catalogue.ts'
import { isObject, read } from '../spot.ts'

const remedy = `Add x-evidence with level and source (see ${catalogueFile}).`

/** Every operation and every component schema says how we know it; properties inherit from their schema. */
export const evidencePresent: Oas3Rule = () => ({
  Operation: {
    enter(operation, ctx) {
      if (read(operation, 'x-evidence') !== undefined) return
      const name = operation.operationId ?? `This ${ctx.key} operation`
      ctx.report({ message: `${name} does not say how we know it. ${remedy}`, location: ctx.location.key() })
    },
  },
  Schema: {
    enter(schema, ctx) {
      if (!isObject(schema) || read(schema, 'x-evidence') !== undefined) return
      const name = componentName(ctx.location.pointer, ctx.location.source.absoluteRef)
      if (!name) return
      ctx.report({ message: `Schema ${name} does not say how we know it. ${remedy}`, location: ctx.location })
    },
  },
})

/** The name of a component schema: that of its file, or its key in `components`. */
function componentName(pointer: string, file: string): string | undefined {
  if (pointer === '#/')
    return file
      .split('/')
      .at(-1)
      ?.replace(/\.\w+$/, '')
  return /^#\/components\/schemas\/([^/]+)$/.exec(pointer)?.[1]
}
