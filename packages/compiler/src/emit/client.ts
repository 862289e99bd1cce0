import { type Model, operationsOf, type Resource } from '../model.ts'
import {
  docComment,
  generatedNotice,
  importTypes,
  literal,
  methodName,
  parameterList,
  returnType,
  signatureImports,
} from './code.ts'
import { linkTypes } from '../names.ts'
import { operationDoc } from './doc.ts'
import { limitsMember, resettable } from './limits.ts'
import { followDoc, followSignature } from './links.ts'
import { clientName } from './sample.ts'

/** Emits `createClient` and the interfaces of its resources. */
export function emitClient(model: Model): string {
  return [
    generatedNotice,
    imports(model),
    ...model.resources.map((resource) => resourceInterface(model, resource)),
    clientInterface(model),
    createClient(model),
  ].join('\n')
}

function imports(model: Model): string {
  const names = signatureImports(operationsOf(model))
  return [
    "import { createRaw, limitsOf } from '@parlance/runtime'\n",
    importTypes(
      [...names.runtime, 'Kernel', 'LimiterState', 'ObserverOptions', 'RawClient'],
      '@parlance/runtime',
    ),
    "import { type ClientOptions, complete, createKernel } from './kernel.ts'\n",
    "import * as functions from './functions.ts'\n",
    importTypes(names.operations ? ['operations'] : [], './schema.ts'),
    importTypes(names.types, './types.ts'),
    model.links.length > 0
      ? `import { follow } from './links.ts'\n${importTypes(linkTypes, './links.ts')}`
      : '',
  ].join('')
}

function resourceInterface(model: Model, { className, description, operations }: Resource): string {
  const methods = operations.map((operation) => {
    const doc = operationDoc(model, operation, '  ')
    return `${doc}  ${methodName(operation.verb)}(${parameterList(operation)}): ${returnType(operation)}\n`
  })
  return `${docComment([description.trim() || className])}export interface ${className} {\n${methods.join('')}}\n`
}

function clientInterface(model: Model): string {
  const { className, title, summary, resources, links } = model
  const fields = resources.map(({ name, className: type, description }) => {
    return `${docComment([description.trim() || type], '  ')}  readonly ${name}: ${type}\n`
  })
  const rest = [
    links.length > 0 ? `${followDoc(model, '  ')}  follow${followSignature()}\n` : '',
    docComment(['Calls paths that the spec does not have, with all policies of this client.'], '  '),
    '  readonly raw: RawClient\n',
    docComment(['Where the documented budgets stand, as far as this client has used them.'], '  '),
    limitsMember(model, '  '),
    docComment(['What makes the calls; pass it to the standalone functions of `./operations`.'], '  '),
    '  readonly kernel: Kernel\n',
  ]
  const doc = docComment([`A ${title} client. ${summary}`])
  return `${doc}export interface ${className} {\n${fields.join('')}${rest.join('')}}\n`
}

function createClient(model: Model): string {
  const { className, title, clientParameters, credentials } = model
  const environment = [
    ...clientParameters.map(({ option, example }) => `${option}: ${literal(example)}`),
    ...credentials.map(({ option }) => `${option}: process.env.${model.variables[option]}`),
  ]
  const doc = docComment([
    `Makes a ${title} client. Nothing is sent until a call is made.`,
    '@throws {UsageError} when an option cannot be used.',
    `@example\n\`\`\`ts\nconst ${clientName(model)} = createClient({ ${environment.join(', ')} })\n\`\`\``,
  ])
  const resources = model.resources.map(({ name, operations }) => {
    const methods = operations.map(
      ({ verb, functionName }) => `      ${verb}: bind(functions.${functionName}),\n`,
    )
    return `    ${name}: {\n${methods.join('')}    },\n`
  })
  return [
    `${doc}export function createClient(options: ClientOptions & ObserverOptions = {}): ${className} {\n`,
    '  const kernel = createKernel(complete(options))\n',
    '  const bind =\n    <Args extends unknown[], Outcome>(operation: (kernel: Kernel, ...args: Args) => Outcome) =>\n',
    '    (...args: Args): Outcome =>\n      operation(kernel, ...args)\n',
    `  return {\n${resources.join('')}${model.links.length > 0 ? '    follow: (resource, rel, ...args) => follow(kernel, resource, rel, ...args),\n' : ''}    raw: createRaw(kernel),\n    limits: limitsOf(kernel)${resettable(model).length > 0 ? ` as ${className}['limits']` : ''},\n    kernel,\n  }\n}\n`,
  ].join('')
}
