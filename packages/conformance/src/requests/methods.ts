/** Which methods an address has, by every path of the document that it fits. */
import type { Document } from '@parlance/compiler'
import { type ContractOperation, readContract } from './contract.ts'

const known = new WeakMap<Document, readonly (ContractOperation & { readonly pattern: RegExp })[]>()

/**
 * The methods of an address. One that a literal path has, such as `/shipments/count`, fits a path with a parameter in its
 * place as well, and a server may answer for either.
 */
export function methodsAt(document: Document, target: string): { own: string[]; all: string[] } {
  const operations = known.get(document) ?? readContract(document).map(withPattern)
  known.set(document, operations)
  const [path = ''] = target.split('?')
  const fitting = operations.filter(({ pattern }) => pattern.test(path))
  const fewest = Math.min(...fitting.map(parametersIn))
  const own = fitting.filter((operation) => parametersIn(operation) === fewest)
  return { own: own.map(({ method }) => method), all: [...new Set(fitting.map(({ method }) => method))] }
}

function withPattern(operation: ContractOperation): ContractOperation & { pattern: RegExp } {
  const literal = `${operation.base}${operation.path}`.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`)
  return { ...operation, pattern: new RegExp(`^${literal.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`) }
}

function parametersIn({ path }: ContractOperation): number {
  return path.split('{').length - 1
}
