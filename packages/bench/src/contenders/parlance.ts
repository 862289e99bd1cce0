/** Our own clients, in their two forms. */
import type { Subject } from '../subject.ts'
import { listOf, type Use, usesOf } from '../uses.ts'
import { code, type Contender, type Policy, policies, printed, secret } from './contender.ts'

const everyPolicyOn = `fetch,
    deadline: 60_000,
    observe() {},
    middleware: Array.from({ length: layers }, () => (next) => (call) => {
      call.headers.set('x-layer', '1')
      return next(call)
    }),`

/** A call is a function, and a bundle has the functions that are imported. */
export const parlanceFunctions: Contender = {
  id: 'parlance-functions',
  title: 'Parlance, functions',
  policies: policiesOf,
  middleware: true,
  program(subject, count) {
    const uses = usesOf(subject, count)
    return `import { createKernel, ${names(uses)} } from ${code(subject.ours.functions)}
const kernel = createKernel(${code(options(subject))})
${printed(uses, ({ operation, args }) => `${operation.functionName}(${['kernel', ...values(args)].join(', ')})`)}`
  },
  listProgram(subject) {
    const list = listOf(subject).functionName
    const one = parlanceFunctions.program(subject, 1).replace('createKernel,', `createKernel, ${list},`)
    return `${one}for await (const item of ${list}(kernel)) console.log(item)\n`
  },
  driver(subject) {
    const [use] = usesOf(subject, 1) as [Use]
    return `import { createKernel, ${names([use])} } from ${code(subject.ours.functions)}
export function connect(fetch, layers) {
  const kernel = createKernel({
    ...${code(options(subject))},
    ${everyPolicyOn}
  })
  return (signal) => ${use.operation.functionName}(${['kernel', ...values(use.args)].join(', ')}, { signal })
}
`
  },
}

/** Every operation is a method of one object, and a bundle has them all. */
export const parlanceClient: Contender = {
  id: 'parlance-client',
  title: 'Parlance, whole client',
  policies: policiesOf,
  middleware: true,
  program(subject, count) {
    return `import { createClient } from ${code(subject.ours.client)}
const client = createClient(${code(options(subject))})
${printed(usesOf(subject, count), ({ operation, args }) => `client.${operation.id}(${values(args).join(', ')})`)}`
  },
  driver(subject) {
    const [{ operation, args }] = usesOf(subject, 1) as [Use]
    return `import { createClient } from ${code(subject.ours.client)}
export function connect(fetch, layers) {
  const client = createClient({
    ...${code(options(subject))},
    ${everyPolicyOn}
  })
  return (signal) => client.${operation.id}(${[...values(args), '{ signal }'].join(', ')})
}
`
  },
}

/** All of them; but where a provider has no tokens to renew, nothing that renews them is in the bundle. */
function policiesOf({ model }: Subject): Policy[] {
  const renews = model.credentials.some(({ flow }) => flow)
  return policies.filter((policy) => renews || policy !== 'auth refresh')
}

function names(uses: readonly Use[]): string {
  return uses.map(({ operation }) => operation.functionName).join(', ')
}

function values(args: Use['args']): string[] {
  return args.map(([, value]) => code(value))
}

function options({ model }: Subject): Record<string, string> {
  const parameters = model.clientParameters.map(({ option, example }) => [option, String(example)])
  return Object.fromEntries([...parameters, ...model.credentials.map(({ option }) => [option, secret])])
}
