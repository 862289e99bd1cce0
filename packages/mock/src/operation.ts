import {
  examplesOf,
  type Method,
  methods,
  type OpenApiDocument,
  type OperationObject,
  type PathItemObject,
  type RequestBodyObject,
  resolve,
  type ResponseObject,
  type ServerObject,
} from './document.ts'
import { readRequiredParameters, type RequiredParameters } from './required.ts'
import { readReplies, type Replies } from './refusal.ts'

/** One method on one path, as the host needs to know it. */
export interface Operation {
  /** `GET /path/{template}`: how the judge knows it. */
  readonly key: string
  /** The operation id, or the key when the document gives none. */
  readonly id: string
  readonly method: Method
  /** The path template. */
  readonly path: string
  /** Paths of the servers that apply, without a slash at the end; `''` is the origin itself. */
  readonly bases: readonly string[]
  /** Media types (or ranges) a request body may have; empty when the operation takes none. */
  readonly mediaTypes: readonly string[]
  /** What can be asked for by `Prefer`: status code, range or `default` → names of its examples. */
  readonly answers: ReadonlyMap<string, ReadonlySet<string>>
  /** The errors this operation declares, ready to be sent. */
  readonly errors: Replies
  /** Query parameters of which one must be given. */
  readonly required: readonly RequiredParameters[]
}

/** Every operation of a document, in the order of the document. */
export function readOperations(document: OpenApiDocument): Operation[] {
  return Object.entries(document.paths).flatMap(([path, node]) => {
    if (path.startsWith('x-')) return []
    const item = resolve<PathItemObject>(document, node)
    return methods.flatMap((method) => {
      const operation = item[method]
      return operation ? [readOperation(document, path, item, method, operation)] : []
    })
  })
}

function readOperation(
  document: OpenApiDocument,
  path: string,
  item: PathItemObject,
  method: Method,
  node: OperationObject,
): Operation {
  const key = `${method.toUpperCase()} ${path}`
  const body = node.requestBody && resolve<RequestBodyObject>(document, node.requestBody)
  return {
    key,
    id: node.operationId ?? key,
    method,
    path,
    bases: basePaths(node.servers ?? item.servers ?? document.servers ?? []),
    mediaTypes: Object.keys(body?.content ?? {}).map((type) => type.toLowerCase()),
    answers: readAnswers(document, node),
    errors: readReplies(document, node.responses ?? {}),
    required: readRequiredParameters(node),
  }
}

function readAnswers(document: OpenApiDocument, node: OperationObject): Map<string, Set<string>> {
  const answers = new Map<string, Set<string>>()
  for (const [code, response] of Object.entries(node.responses ?? {})) {
    const content = Object.values(resolve<ResponseObject>(document, response).content ?? {})
    const names = content.flatMap((media) => Array.from(examplesOf(document, media).keys()))
    answers.set(code, new Set(names))
  }
  return answers
}

/** The distinct paths of some servers: two environments that differ by host only are one place here. */
function basePaths(servers: readonly ServerObject[]): string[] {
  const paths = servers.map((server) => {
    const url = server.url.replaceAll(
      /\{([^}]+)\}/g,
      (_, name: string) => server.variables?.[name]?.default ?? '',
    )
    // A host that is left to the reader makes no URL, and the path is all that matters.
    return (URL.parse(url, 'http://origin.invalid/')?.pathname ?? '').replace(/\/+$/, '')
  })
  return paths.length > 0 ? [...new Set(paths)] : ['']
}
