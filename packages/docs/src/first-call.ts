import { operationsOf, parametersOf } from './bundle.ts'
import type { Bundle, Located, Parameter, SecurityScheme, Server } from './bundle.ts'

/** The shortest call that gets an answer from the mock: as a client program, and as a shell command. */
export interface FirstCall {
  client: string
  /** Absent where the credential cannot be one header, as with a token that must be fetched first. */
  curl: string | undefined
}

/** Where `npx @parlance/mock` and `npm start` listen. */
export const mockOrigin = 'http://127.0.0.1:4010'

// The mock accepts any credential of the right form, and a reader sees that this one is not theirs.
const demoSecret = 'demo'

/** Writes a first call of a provider: its first read that needs nothing but the client's own options. */
export function firstCall(name: string, bundle: Bundle): FirstCall | undefined {
  const located = operationsOf(bundle).find((candidate) => needsOnlyOptions(bundle, candidate))
  return located && { client: clientCode(name, bundle, located), curl: curlCommand(name, bundle, located) }
}

function needsOnlyOptions(bundle: Bundle, located: Located): boolean {
  if (located.method !== 'get' || !located.operation.operationId) return false
  const required = parametersOf(bundle, located).filter((parameter) => parameter.required)
  return required.every((parameter) => parameter['x-client-option'])
}

function clientCode(name: string, bundle: Bundle, located: Located): string {
  const options = [
    ...pathParametersOf(bundle, located).map((parameter) => option(parameter, exampleOf(parameter))),
    ...schemesOf(bundle, located).map((scheme) => option(scheme, demoSecret)),
    `origin: '${mockOrigin}/${name}'`,
  ].filter((line) => line !== undefined)
  const variable = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  return [
    `import { createClient } from '@parlance/${name}'`,
    '',
    `const ${variable} = createClient({`,
    ...options.map((line) => `  ${line},`),
    '})',
    `console.log(await ${variable}.${located.operation.operationId}())`,
  ].join('\n')
}

function option(owner: Parameter | SecurityScheme, value: string): string | undefined {
  const quoted = `'${value.replace(/['\\]/g, '\\$&')}'`
  return owner['x-client-option'] && `${owner['x-client-option']}: ${quoted}`
}

function curlCommand(name: string, bundle: Bundle, located: Located): string | undefined {
  const headers = schemesOf(bundle, located).map(headerOf)
  if (!headers.every((header) => header !== undefined)) return undefined
  const url = `${mockOrigin}/${name}${pathOf(bundle, located)}`
  return [`curl ${shellQuote(url)}`, ...headers.map((header) => `-H ${shellQuote(header)}`)].join(' \\\n  ')
}

function shellQuote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

function headerOf(scheme: SecurityScheme): string | undefined {
  if (scheme.type === 'apiKey' && scheme.in === 'header') return `${scheme.name}: ${demoSecret}`
  if (scheme.type === 'http' && scheme.scheme === 'bearer') return `Authorization: Bearer ${demoSecret}`
  return undefined
}

function schemesOf(bundle: Bundle, { operation }: Located): SecurityScheme[] {
  const requirement = (operation.security ?? bundle.security ?? [])[0] ?? {}
  return Object.keys(requirement).flatMap((key) => bundle.components?.securitySchemes?.[key] ?? [])
}

function pathParametersOf(bundle: Bundle, located: Located): Parameter[] {
  return parametersOf(bundle, located).filter((parameter) => parameter.in === 'path')
}

function pathOf(bundle: Bundle, located: Located): string {
  const server = (located.operation.servers ?? located.item.servers ?? bundle.servers ?? [])[0]
  const parameters = pathParametersOf(bundle, located)
  const path = parameters.reduce(
    (path, parameter) => path.replace(`{${parameter.name}}`, encodeURIComponent(exampleOf(parameter))),
    located.path,
  )
  return `${server ? pathnameOf(server) : ''}${path}`
}

function pathnameOf(server: Server): string {
  const url = server.url.replace(/\{(\w+)\}/g, (_, name: string) => server.variables?.[name]?.default ?? name)
  return new URL(url, mockOrigin).pathname.replace(/\/$/, '')
}

function exampleOf(parameter: Parameter): string {
  return String(parameter.example ?? demoSecret)
}
