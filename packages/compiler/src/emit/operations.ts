import type { Model, OperationModel, Resource } from '../model.ts'
import { generatedNotice, literal, namesIn, parameterList, returnType } from './code.ts'
import { operationDoc } from './doc.ts'

/** Emits the standalone functions of one resource. */
export function emitOperations(model: Model, resource: Resource): string {
  const { operations } = resource
  const signatures = operations.map((operation) => `${parameterList(operation)} ${returnType(operation)}`)
  const runtimeTypes = ['BodyCallOptions', 'Call', 'CallOptions', 'PagedCall']
  const names = namesIn(...signatures)
  const fromRuntime = [...names.filter((name) => runtimeTypes.includes(name)), 'Kernel', 'Operation']
  if (operations.some((operation) => operation.paging)) fromRuntime.push('Paging')
  const fromTypes = names.filter((name) => !runtimeTypes.includes(name))
  const helpers = new Set(operations.map((operation) => (operation.paging ? 'list' : 'call')))
  const needsOperations = signatures.some((signature) => signature.includes("operations['"))
  return [
    generatedNotice,
    `import { ${[...helpers].join(', ')} } from '@parlance/runtime'\n`,
    `import type { ${fromRuntime.toSorted().join(', ')} } from '@parlance/runtime'\n`,
    needsOperations ? "import type { operations } from '../schema.ts'\n" : '',
    fromTypes.length > 0 ? `import type { ${fromTypes.join(', ')} } from '../types.ts'\n` : '',
    ...operations.map((operation) => `\n${functionOf(model, operation)}`),
  ].join('')
}

function functionOf(model: Model, operation: OperationModel): string {
  const { functionName, args, paging } = operation
  const names = [...args.map((arg) => arg.identifier), ...inputName(operation), 'options']
  const type = paging ? 'Operation & { readonly paging: Paging }' : 'Operation'
  return [
    `const ${functionName}Operation: ${type} = ${literal(descriptor(operation))}\n\n`,
    operationDoc(model, operation),
    `export function ${functionName}(kernel: Kernel, ${parameterList(operation)}): ${returnType(operation)} {\n`,
    `  return ${paging ? 'list' : 'call'}(kernel, ${functionName}Operation, [${names.join(', ')}])\n}\n`,
  ].join('')
}

function inputName({ body, query }: OperationModel): string[] {
  if (body) return ['body']
  return query.length > 0 ? ['query'] : []
}

/** The operation as the kernel reads it; what has its default is left out to keep bundles small. */
function descriptor(operation: OperationModel): Record<string, unknown> {
  const { id, method, path, args, server, anonymous, paging } = operation
  const [input] = inputName(operation)
  return {
    id,
    method,
    path,
    ...(args.length > 0 && { args: args.map((arg) => arg.name) }),
    ...(input && { input }),
    ...(server > 0 && { server }),
    ...(anonymous && { anonymous }),
    ...(paging && { paging: withoutItemType(paging) }),
  }
}

function withoutItemType(paging: NonNullable<OperationModel['paging']>): Record<string, unknown> {
  const entries = Object.entries(paging).filter(([key, value]) => key !== 'itemType' && value !== undefined)
  return Object.fromEntries(entries)
}
