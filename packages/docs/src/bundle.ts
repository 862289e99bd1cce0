import { readFile } from 'node:fs/promises'
import { messageOf } from './errors.ts'

/** A bundled spec, as far as the docs read it. */
export interface Bundle {
  info: { title: string; summary?: string; description?: string }
  servers?: Server[]
  security?: Requirement[]
  paths?: Record<string, PathItem>
  components?: {
    schemas?: Record<string, unknown>
    parameters?: Record<string, Parameter>
    securitySchemes?: Record<string, SecurityScheme>
  }
}

export interface Server {
  url: string
  variables?: Record<string, { default: string }>
}

/** Names of security schemes that must all be satisfied. */
type Requirement = Record<string, string[]>

interface PathItem extends Partial<Record<Method, Operation>> {
  parameters?: (Parameter | Reference)[]
  servers?: Server[]
}

interface Operation {
  operationId?: string
  summary?: string
  parameters?: (Parameter | Reference)[]
  security?: Requirement[]
  servers?: Server[]
  'x-evidence'?: { level: string }
}

export interface Parameter {
  name: string
  in: string
  required?: boolean
  example?: unknown
  'x-client-option'?: string
}

export interface SecurityScheme {
  type: string
  in?: string
  name?: string
  scheme?: string
  'x-client-option'?: string
}

interface Reference {
  $ref: string
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const
type Method = (typeof methods)[number]

/** An operation together with where it stands. */
export interface Located {
  method: Method
  path: string
  item: PathItem
  operation: Operation
}

/** Reads a bundled spec; says what to do where there is none. */
export async function readBundle(file: string): Promise<Bundle> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`${file} is missing. Run \`npm run build\`, which bundles the spec first.`)
  })
  const bundle = parse(file, text)
  if (typeof bundle.info?.title !== 'string')
    throw new Error(`${file} has no info.title: is it an OpenAPI document?`)
  return bundle
}

function parse(file: string, text: string): Bundle {
  try {
    return JSON.parse(text) as Bundle
  } catch (error) {
    throw new Error(`${file} is not JSON: ${messageOf(error)}. Bundle the spec again.`, { cause: error })
  }
}

/** Every operation of a bundle, in the order of the document. */
export function operationsOf(bundle: Bundle): Located[] {
  return Object.entries(bundle.paths ?? {}).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method]
      return operation ? [{ method, path, item, operation }] : []
    }),
  )
}

/** The parameters of an operation, those of its path included, references resolved. */
export function parametersOf(bundle: Bundle, { item, operation }: Located): Parameter[] {
  return [...(item.parameters ?? []), ...(operation.parameters ?? [])].flatMap((parameter) => {
    if (!('$ref' in parameter)) return [parameter]
    const name = parameter.$ref.replace('#/components/parameters/', '')
    return bundle.components?.parameters?.[name] ?? []
  })
}
