/** Prism from inside: without its server, its router and its log. */
import { createInstance, getHttpOperationsFromSpec } from '@stoplight/prism-http'
import type { OpenApiDocument } from '../src/document.ts'

/** An operation as Prism reads it. */
export type PrismOperation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number]

export type Prism = ReturnType<typeof createInstance>

type Components = Parameters<typeof createInstance>[1]

const dialect2020 = 'https://json-schema.org/draft/2020-12/schema'

/** Prism that takes the first operation that it is given for the one that is meant. */
export function createPrism(): Prism {
  const checks = { checkSecurity: true, validateRequest: true, validateResponse: true }
  return createInstance(
    { isProxy: false, errors: false, upstreamProxy: undefined, ...checks, mock: { dynamic: false } },
    { logger: createSilentLogger(), route: ({ resources }) => ({ _tag: 'Right', right: resources[0]! }) },
  )
}

/** The operations of a document as Prism reads them, with what a document of OpenAPI 3.1 means. */
export async function readPrismOperations(document: OpenApiDocument): Promise<PrismOperation[]> {
  // Dereferenced in place by Prism, so it gets a copy. Without a dialect it would read OpenAPI 3.1 schemas as draft 7
  // and silently skip `prefixItems`, `dependentRequired`, `unevaluatedProperties` and the like.
  const copy = structuredClone(document)
  if (/^3\.[1-9]/.test(copy.openapi)) copy.jsonSchemaDialect = dialect2020
  const operations = await getHttpOperationsFromSpec(copy)
  for (const operation of operations) {
    // Prism would call the URLs in callbacks at once, from inside a request.
    delete operation.callbacks
    operation.responses.forEach(preferNamedExamples)
  }
  return operations
}

/** A schema's own example comes before the named examples of the response; the named ones were written for it. */
function preferNamedExamples(response: PrismOperation['responses'][number]): void {
  for (const content of response.contents ?? []) {
    const examples = content.examples ?? []
    if (content.schema?.examples && examples.length > 1 && examples[0]?.key === 'default') examples.shift()
  }
}

/** Prism logs every step of every request, so even a silenced logger has to be cheap. */
function createSilentLogger(): Components['logger'] {
  const nothing = () => {}
  const logger = {
    success: nothing,
    info: nothing,
    warn: nothing,
    error: nothing,
    debug: nothing,
    trace: nothing,
  }
  return Object.assign(logger, { child: () => logger }) as unknown as Components['logger']
}
