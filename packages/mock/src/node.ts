/** Finds what a document says about an operation, for those who need more of it than everybody does. */
import {
  type OpenApiDocument,
  type OperationObject,
  type ParameterObject,
  type PathItemObject,
  resolve,
} from './document.ts'
import type { Operation } from './operation.ts'

/** The operation as the document has it. */
export function nodeOf(document: OpenApiDocument, { path, method }: Operation): OperationObject {
  return itemOf(document, path)[method]!
}

/** The parameters of an operation, those of its path included, by place and name, as in `query limit`. */
export function parametersOf(document: OpenApiDocument, operation: Operation): Map<string, ParameterObject> {
  const shared = itemOf(document, operation.path).parameters ?? []
  const own = nodeOf(document, operation).parameters ?? []
  const all = [...shared, ...own].map((parameter) => resolve<ParameterObject>(document, parameter))
  return new Map(all.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter]))
}

function itemOf(document: OpenApiDocument, path: string): PathItemObject {
  return resolve<PathItemObject>(document, document.paths[path]!)
}
