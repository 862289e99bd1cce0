import type { OpenApiDocument } from './document.ts'
import { messageOf } from './errors.ts'
import { type Operation, readOperations } from './operation.ts'
import type { Judge } from './prism.ts'
import { badSpec, readDocument } from './read.ts'
import { readReplies, type Replies } from './refusal.ts'
import { createRoutes, type Routes } from './routes.ts'
import { checkSchemas } from './schemas.ts'
import type { SpecFile } from './specs.ts'

/** One provider, ready to be asked. Reloading a spec means making a new one and swapping the reference. */
export interface Provider {
  readonly name: string
  readonly operations: readonly Operation[]
  readonly routes: Routes
  /** How the provider refuses what no operation answers for: the root's `x-error-responses`. */
  readonly errors: Replies
  /** Who decides validity and response of an operation. */
  readonly judgeOf: (operation: Operation) => Promise<Judge>
  /** The largest request body that is read, and the statuses by which a larger one may be refused, best first. */
  readonly bodyLimit: { readonly bytes: number; readonly statuses: readonly number[] }
}

/** Loads a provider from its bundle, or says what is wrong with the bundle. */
export async function loadProvider(spec: SpecFile, maxBodyBytes: number): Promise<Provider> {
  const document = await readDocument(spec.name, spec.file)
  try {
    if (!spec.shipped) checkSchemas(document)
    return await build(spec, document, maxBodyBytes)
  } catch (error) {
    throw badSpec(spec.name, spec.file, `cannot be served: ${messageOf(error)}`, error)
  }
}

async function build(
  { name, shipped }: SpecFile,
  document: OpenApiDocument,
  maxBodyBytes: number,
): Promise<Provider> {
  // Loading Prism takes most of the time to start; a mistake in the document is told before.
  const { createJudges } = await import('./prism.ts')
  const operations = readOperations(document)
  return {
    name,
    operations,
    routes: createRoutes(operations, document['x-format-suffix']),
    errors: readReplies(document, document['x-error-responses'] ?? {}),
    // The examples of shipped specs are validated before they ship.
    judgeOf: createJudges(document, !shipped),
    bodyLimit: bodyLimitOf(document, maxBodyBytes),
  }
}

/** The provider's own limit, unless the host's is lower. */
function bodyLimitOf(document: OpenApiDocument, hostBytes: number): Provider['bodyLimit'] {
  const { bytes = Infinity, status = 413 } = document['x-request-limit'] ?? {}
  return bytes <= hostBytes ? { bytes, statuses: [status] } : { bytes: hostBytes, statuses: [413, 400] }
}
