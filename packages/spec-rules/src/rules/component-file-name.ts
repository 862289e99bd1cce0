import type { Oas3Rule, UserContext } from '@redocly/openapi-core'

/** The folder below `components/` for each kind of node. */
const folders: Record<string, string> = {
  Schema: 'schemas',
  Parameter: 'parameters',
  Response: 'responses',
  RequestBody: 'requestBodies',
  Header: 'headers',
  Example: 'examples',
  SecurityScheme: 'securitySchemes',
}

/** A file is found by its name: `components/schemas/Shipment.yaml`, `paths/shipments@{id}@buy.yaml`. */
export const componentFileName: Oas3Rule = () => ({
  ref: {
    enter({ $ref }, ctx, { location: target }) {
      if (!target || target.source.absoluteRef === ctx.location.source.absoluteRef) return
      const message = target.pointer === '#/' ? wrongFile(target.source.absoluteRef, ctx) : intoFile($ref)
      if (message) ctx.report({ message, location: ctx.location.child(['$ref']) })
    },
  },
})

function intoFile($ref: string): string {
  return `${$ref} points inside a file. Give the part a file of its own and point at that.`
}

function wrongFile(file: string, ctx: UserContext): string | undefined {
  if (ctx.type.name === 'PathItem') return wrongPathFile(file, ctx)
  const folder = folders[ctx.type.name]
  if (!folder) return undefined
  const name = file.split('/').at(-1) ?? ''
  if (!file.endsWith(`/components/${folder}/${name}`)) {
    return `${name} is a ${ctx.type.name} outside its folder. Move it to components/${folder}/.`
  }
  if (/^[A-Z][A-Za-z0-9]*\.yaml$/.test(name)) return undefined
  return `${name} is not the name of a component. Rename it in PascalCase, like ${pascalCase(name)}.`
}

function wrongPathFile(file: string, { key, location }: UserContext): string | undefined {
  if (!location.pointer.startsWith('#/paths/')) return undefined
  const expected = `paths/${String(key).replace(/^\//, '').replaceAll('/', '@')}.yaml`
  if (file.endsWith(`/${expected}`)) return undefined
  return `The file of ${key} is called ${file.split('/').slice(-2).join('/')}. Rename it ${expected}.`
}

function pascalCase(name: string): string {
  const words = name.replace(/\.\w+$/, '').split(/[^A-Za-z0-9]+/)
  return `${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}.yaml`
}
