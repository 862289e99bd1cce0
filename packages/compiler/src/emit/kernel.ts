import { Helper, helpersIn } from '../helper.ts'
import type { Credential, Model } from '../model.ts'
import { docComment, generatedNotice, literal } from './code.ts'

/** Emits what the kernel must know of the provider, the client's options and `createKernel`. */
export function emitKernel(model: Model): string {
  const value = definition(model)
  const types = [
    'ApiDefinition',
    'Kernel',
    'KernelOptions',
    ...(model.credentials.length > 0 ? ['Supplier'] : []),
  ]
  return [
    generatedNotice,
    `import { ${['createKernel as createRuntimeKernel', ...helpersIn(value)].join(', ')} } from '@parlance/runtime'\n` +
      `import type { ${types.join(', ')} } from '@parlance/runtime'\n`,
    `const definition: ApiDefinition = ${literal(value)}\n`,
    clientOptions(model),
    createKernel(model),
  ].join('\n')
}

function definition(model: Model): Record<string, unknown> {
  const { provider, servers, credentials, clientParameters, errorMessage, requestIdHeader } = model
  const limits = model.rateLimits
    .filter(({ counts = 'requests' }) => counts === 'requests')
    .map(({ name, requests, window }) => ({ name, requests, window }))
  return {
    provider,
    servers,
    credentials: credentials.map(scheme),
    clientParameters: Object.fromEntries(clientParameters.map(({ name, option }) => [name, option])),
    errorMessage,
    ...(limits.length > 0 && { limits }),
    ...(requestIdHeader && { requestIdHeader }),
  }
}

function scheme({ option, in: place, name, prefix, flow }: Credential): Record<string, unknown> {
  return {
    option,
    in: place,
    name,
    ...(prefix !== undefined && { prefix }),
    ...(flow && { flow: new Helper('tokenFlow', flow.kernel) }),
  }
}

function clientOptions({ title, environments, clientParameters, credentials }: Model): string {
  const fields = [
    ...clientParameters.map(({ option, description, example }) => {
      const doc = docComment([description.trim(), `@example ${literal(example)}`], '  ')
      return `${doc}  ${option}?: string | undefined\n`
    }),
    ...credentials.map(({ option, description }) => {
      const doc = docComment(
        [description.trim(), 'A value, or a function that gives it when it is needed.'],
        '  ',
      )
      return `${doc}  ${option}?: Supplier<string> | undefined\n`
    }),
    ...credentials.flatMap(({ option, flow }) =>
      (flow?.options ?? []).map((name) => {
        const doc = docComment(
          [`Makes the client fetch and renew its token by itself, instead of \`${option}\`.`],
          '  ',
        )
        return `${doc}  ${name}?: Supplier<string> | undefined\n`
      }),
    ),
  ]
  const union = environments.map((name) => `'${name}'`).join(' | ')
  const doc = docComment([`Options of a ${title} client.`])
  return `${doc}export interface ClientOptions extends KernelOptions<${union}> {\n${fields.join('')}}\n`
}

function createKernel({ title, provider }: Model): string {
  const doc = docComment([
    `Makes the kernel of a ${title} client, for use with the standalone functions.`,
    `@example\n\`\`\`ts\nimport { createKernel } from '@parlance/${provider}/operations'\n\`\`\``,
  ])
  return `${doc}export function createKernel(options: ClientOptions = {}): Kernel {\n  return createRuntimeKernel(definition, options)\n}\n`
}
