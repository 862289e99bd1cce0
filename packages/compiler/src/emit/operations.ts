import { descriptor, inputName } from '../descriptor.ts'
import { helpersIn } from '../helper.ts'
import type { Model, OperationModel, Resource } from '../model.ts'
import { generatedNotice, importTypes, literal, parameterList, returnType, signatureImports } from './code.ts'
import { operationDoc } from './doc.ts'
import { descriptorName, linkedOperations } from './links.ts'

/** Emits the standalone functions of one resource. */
export function emitOperations(model: Model, resource: Resource): string {
  const { operations } = resource
  const names = signatureImports(operations)
  const pages = operations.some((operation) => operation.paging)
  const helpers = new Set([
    ...operations.map((operation) => (operation.paging ? 'list' : 'call')),
    ...helpersIn(operations.map(descriptor)),
  ])
  return [
    generatedNotice,
    `import { ${[...helpers].join(', ')} } from '@parlance/runtime'\n`,
    importTypes([...names.runtime, 'Kernel', 'Operation', ...(pages ? ['Paging'] : [])], '@parlance/runtime'),
    importTypes(names.operations ? ['operations'] : [], '../schema.ts'),
    importTypes(names.types, '../types.ts'),
    ...operations.map((operation) => `\n${functionOf(model, operation)}`),
  ].join('')
}

function functionOf(model: Model, operation: OperationModel): string {
  const { functionName, args, paging } = operation
  const names = [...args.map((arg) => arg.identifier), ...inputName(operation), 'options']
  const type = paging ? 'Operation & { readonly paging: Paging }' : 'Operation'
  const descriptorExport = linkedOperations(model).includes(operation) ? 'export ' : ''
  return [
    `${descriptorExport}const ${descriptorName(operation)}: ${type} = ${literal(descriptor(operation))}\n\n`,
    operationDoc(model, operation),
    `export function ${functionName}(kernel: Kernel, ${parameterList(operation)}): ${returnType(operation)} {\n`,
    `  return ${paging ? 'list' : 'call'}(kernel, ${descriptorName(operation)}, [${names.join(', ')}])\n}\n`,
  ].join('')
}
