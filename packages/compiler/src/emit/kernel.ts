import { Helper, helpersIn } from '../helper.ts'
import type { Credential, Model } from '../model.ts'
import { Code, docComment, generatedNotice, literal } from './code.ts'
import { gateHelper, limitOptions, limitOptionText } from './limits.ts'

/** Emits what the kernel must know of the provider, the client's options and `createKernel`. */
export function emitKernel(model: Model): string {
  const value = definition(model)
  const types = [
    'ApiDefinition',
    'Kernel',
    'KernelOptions',
    'ObserverOptions',
    ...(model.credentials.length > 0 ? ['Supplier'] : []),
  ]
  return [
    generatedNotice,
    `import { ${['complete as completeOptions', 'createKernel as createRuntimeKernel', ...helpersIn(value)].join(', ')} } from '@parlance/runtime'\n` +
      `import type { ${types.join(', ')} } from '@parlance/runtime'\n`,
    `const definition: ApiDefinition = ${literal(value)}\n`,
    clientOptions(model),
    createKernel(model),
    complete(model),
  ].join('\n')
}

function definition(model: Model): Record<string, unknown> {
  const { provider, servers, credentials, clientParameters, errorMessage, requestIdHeader } = model
  const isUsual = credentials.every(
    ({ in: place, name }) => place === 'header' && /^authorization$/i.test(name),
  )
  const isInQuery = credentials.some((one) => one.in === 'query')
  const limits = model.rateLimits
    .filter(({ counts = 'requests' }) => counts === 'requests')
    .map(({ name, requests, window }) => ({ name, requests, window }))
  return {
    provider,
    servers,
    credentials: credentials.map(scheme),
    ...(!isUsual && { redirects: new Helper('followRedirects') }),
    ...(isInQuery && { conceal: new Helper('concealQuery') }),
    clientParameters: Object.fromEntries(clientParameters.map(({ name, option }) => [name, option])),
    errorMessage: new Code(messageFinder(errorMessage)),
    ...(limits.length > 0 && { limits }),
    ...gateHelper(model),
    ...(requestIdHeader && { requestIdHeader }),
  }
}

/** `['/error/message']` becomes `(body) => [body?.error?.message]`. */
function messageFinder(pointers: string[]): string {
  if (pointers.length === 0) return '() => []'
  const found = pointers.map((pointer) =>
    pointer
      .split('/')
      .slice(1)
      .reduce((code, name) => `${code}?.[${literal(name)}]`, 'body'),
  )
  return `(body) => [${found.join(', ')}]`
}

function scheme({ option, in: place, name, prefix, flow }: Credential): Record<string, unknown> {
  return {
    option,
    name,
    ...(place === 'query' && { place: new Helper('inQuery') }),
    ...(prefix !== undefined && { prefix }),
    ...(flow && { flow: new Helper('tokenFlow', flow.kernel) }),
  }
}

function clientOptions(model: Model): string {
  const { title, environments, clientParameters, credentials } = model
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
    ...limitOptions(model).map(([option, limits]) => {
      const doc = docComment([limitOptionText(limits), '@default false'], '  ')
      return `${doc}  ${option}?: boolean | undefined\n`
    }),
  ]
  const union = environments.map((name) => literal(name)).join(' | ')
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

function complete({ title, provider, credentials, variables }: Model): string {
  const secrets = credentials.flatMap(({ option, flow }) => [option, ...(flow?.options ?? [])])
  const doc = docComment([
    `Options with what \`createClient\` of ${title} adds by itself: environment variables, a warning where a web page would show a secret, lines for \`log\`, and Node's diagnostics channel \`parlance\`.`,
    `@example\n\`\`\`ts\nconst kernel = createKernel(complete({ log: console.log }))\n\`\`\``,
  ])
  return `${doc}export function complete(options: ClientOptions & ObserverOptions = {}): ClientOptions {\n  return completeOptions(${literal({ provider, secrets, variables }, '  ')}, options)\n}\n`
}
