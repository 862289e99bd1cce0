import { checkDocument } from '../check/document.ts'
import { below } from '../check/node.ts'
import { at } from '../check/problem.ts'
import { type Document, methods, type Schema } from '../document.ts'
import type { ClientParameter, Credential, Model, OperationModel, Resource, SchemaModel } from '../model.ts'
import { environmentVariable, pascalCase, schemaTypeName } from '../names.ts'
import { readCredentials } from './credentials.ts'
import { readErrors } from './errors.ts'
import { readLinks } from './links.ts'
import { type Place, readOperation, readParameters } from './operation.ts'
import { ServerSets } from './servers.ts'
import { readWebhooks } from './webhooks.ts'

/**
 * Reads a bundle into the model that every emitter uses.
 *
 * @throws SpecError where no client can be made of it, with places and what to do
 */
export function readModel(provider: string, document: Document): Model {
  checkDocument(document)
  const places = listPlaces(document)
  const servers = new ServerSets(document)
  const operations = places.map((place) =>
    at(below(below('#/paths', place.path), place.method), () => readOperation(document, place, servers)),
  )
  const credentials = readCredentials(document, operations, servers)
  const clientParameters = readClientParameters(document, places)
  const title = document.info.title.replace(/\s+API$/i, '')
  return {
    provider,
    title,
    className: pascalCase(title),
    version: document.info.version,
    summary: document.info.summary ?? '',
    description: document.info.description ?? '',
    docsUrl: document.externalDocs?.url,
    environments: Object.keys(servers.all[0]!),
    servers: servers.all,
    credentials,
    clientParameters,
    variables: nameVariables(provider, clientParameters, credentials),
    errorMessage: document['x-error-message'] ?? [],
    refusals: readErrors(document, document['x-error-responses'] ?? {}),
    requestIdHeader: document['x-request-id-header'],
    rateLimits: document['x-rate-limits'] ?? [],
    resources: groupByResource(document, operations),
    webhooks: readWebhooks(document),
    schemas: Object.entries(document.components?.schemas ?? {}).map(([name, schema]) =>
      readSchema(name, schema),
    ),
    links: readLinks(document, operations),
    linkAliases: (document['x-link-aliases'] ?? []).map(({ from, to }) => [from, to]),
  }
}

function listPlaces(document: Document): Place[] {
  const paths = Object.entries(document.paths).filter(([path]) => !path.startsWith('x-'))
  return paths.flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method]
      return operation ? [{ path, method, item, operation }] : []
    }),
  )
}

function readClientParameters(document: Document, places: Place[]): ClientParameter[] {
  const found = new Map<string, ClientParameter>()
  for (const parameter of places.flatMap((place) => readParameters(document, place))) {
    const option = parameter['x-client-option']
    if (!option) continue
    const { name, description = '', schema } = parameter
    found.set(name, { name, option, description, example: parameter.example ?? schema?.example })
  }
  return [...found.values()]
}

/** The environment variables of the options that every client of the provider needs to be told. */
function nameVariables(
  provider: string,
  clientParameters: ClientParameter[],
  credentials: Credential[],
): Record<string, string> {
  const options = [
    ...[...clientParameters, ...credentials].map(({ option }) => option),
    ...credentials.flatMap(({ flow }) => flow?.options ?? []),
    'environment',
    'origin',
  ]
  return Object.fromEntries(options.map((option) => [option, environmentVariable(provider, option)]))
}

/** In the order of the tags, which is the order of the docs. */
function groupByResource(document: Document, operations: OperationModel[]): Resource[] {
  const names = new Set([
    ...(document.tags ?? []).map((tag) => tag.name),
    ...operations.map((operation) => operation.id.split('.')[0]!),
  ])
  return [...names]
    .map((name) => {
      const tag = document.tags?.find((one) => one.name === name)
      const title = tag?.['x-displayName'] ?? pascalCase(name)
      const description = tag?.description ?? ''
      const own = operations.filter((operation) => operation.id.startsWith(`${name}.`))
      return { name, title, className: `${pascalCase(name)}Resource`, description, operations: own }
    })
    .filter((resource) => resource.operations.length > 0)
}

function readSchema(name: string, schema: Schema): SchemaModel {
  return {
    name,
    typeName: schemaTypeName(name),
    description: schema.description ?? '',
    // An interface cannot have properties that its index signature would not allow.
    isObject:
      schema.type === 'object' &&
      schema.properties !== undefined &&
      [schema.additionalProperties, schema.patternProperties].every((one) => typeof one !== 'object'),
  }
}
