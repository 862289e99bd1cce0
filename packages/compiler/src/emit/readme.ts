import { table } from '../markdown.ts'
import { type Model, operationsOf } from '../model.ts'
import { checksReadme } from './checks.ts'
import { credentialsReadme, variablesReadme } from './credentials.ts'
import { budgetText, limitOptions, limitOptionText, operationLimits } from './limits.ts'
import { listsReadme } from './lists.ts'
import { pagesHint } from './links.ts'
import { clientProgram, errorProgram, firstOperation, followProgram } from './program.ts'
import { webhooksReadme } from './webhook-sections.ts'

/** Emits the README of a client: install, first call, credentials, options, operations, errors, limits. */
export function emitReadme(model: Model): string {
  const sections = [
    intro(model),
    firstCall(model),
    credentialsReadme(model),
    options(model),
    variablesReadme(model),
    operations(model),
    listsReadme(model),
    links(model),
    errors(model),
    checksReadme(model),
    limits(model),
    webhooksReadme(model),
  ]
  return sections.filter(Boolean).join('\n')
}

function intro({ provider, title, summary, docsUrl }: Model): string {
  const source = docsUrl ? `[its documentation](${docsUrl})` : 'its documentation'
  return `# @parlance/${provider}

A typed client for the ${title} API. ${summary}

Made from a hand-written OpenAPI document in which every claim says how it is known; not made or endorsed by ${title}, see ${source}.

\`\`\`sh
npm install @parlance/${provider}
\`\`\`
`
}

function firstCall(model: Model): string {
  return `## A first call

Against the mock (\`npx @parlance/mock\`), which takes any credentials; without \`origin\` the real API is called:

\`\`\`ts
${clientProgram(model, firstOperation(model))}\`\`\`

Awaiting a call gives the body as the API sends it. \`.withResponse()\` gives the response too, \`.safe()\` gives errors as values, and lists are iterated over all their pages. Path parameters come first, then the body or query, then options such as \`signal\`, \`timeout\` and \`headers\`.
`
}

function options(model: Model): string {
  const { environments, clientParameters, credentials } = model
  const made = credentials.flatMap(({ option, flow }) =>
    (flow?.options ?? []).map((name) => [
      `\`${name}\``,
      `Makes the client fetch and renew its token by itself, instead of \`${option}\`.`,
    ]),
  )
  const rows = [
    ...[...clientParameters, ...credentials].map(({ option, description }) => [
      `\`${option}\``,
      description.trim(),
    ]),
    ...made,
    ...limitOptions(model).map(([option, limits]) => [`\`${option}\``, limitOptionText(limits)]),
    [
      '`environment`',
      `${environments.map((name) => `\`'${name}'\``).join(' or ')}; the first is the default.`,
    ],
    ['`origin`', 'Replaces scheme and host of the API: for the mock or a proxy.'],
    ['`timeout`', 'Milliseconds an attempt may take, its body included. Default 60000.'],
    ['`deadline`', 'Milliseconds a call may take with all its attempts and waits. Default: none.'],
    [
      '`retry`',
      'How often and how soon calls are sent again where that is safe, or `false`. Default: 3 attempts.',
    ],
    [
      '`rateLimit`',
      'Concurrency and share of the documented budgets, or `false`. Default: the whole budget.',
    ],
    ['`tokenStore`', 'Keeps tokens that the client makes, to share them between processes.'],
    ['`observe`, `log`', 'Told of every attempt, wait and warning, without secrets.'],
    ['`headers`', 'Headers for every request.'],
    ['`middleware`', 'Your own layers around every call.'],
    ['`fetch`', 'What sends requests. Default: the global `fetch`.'],
  ]
  return `## Options\n\n${table(['option', 'meaning'], rows)}`
}

function operations(model: Model): string {
  const rows = operationsOf(model).map(({ id, method, path, summary, evidence, args, body, query }) => {
    const names = args.map((arg) => arg.identifier)
    if (body) names.push(body.required ? 'body' : 'body?')
    else if (query.length > 0) names.push(query.some(({ required }) => required) ? 'query' : 'query?')
    return [`\`${id}(${names.join(', ')})\``, summary, `${method} \`${path}\``, evidence.level]
  })
  return `## Operations

Every one is a method of the client and, for small bundles, a function of \`@parlance/${model.provider}/operations\`. [api.md](api.md) has the exact signatures.

${table(['method', 'what it does', 'request', 'how we know'], rows)}`
}

function links(model: Model): string {
  const program = followProgram(model)
  if (!program) return ''
  const pages = pagesHint(model)
  return `## Links

Resources tell under \`_links\` where to go from them. \`follow\` calls the operation that a link leads to, typed like a call of that operation: a misspelt relation is an error of the compiler.

\`\`\`ts
${program}\`\`\`

After the relation come query and options, as in a call of the operation. A link is followed on the client's own server, whatever host it names, and one that leads to another path than it should is refused. [api.md](api.md#links) lists all links.
${pages && `\n${pages}\n`}`
}

function errors(model: Model): string {
  const operations = operationsOf(model).filter((one) => one.errors.length > 0)
  const operation = operations.find(({ args, body }) => args.length > 0 && !body) ?? operations[0]
  if (!operation) return ''
  const statuses = [...new Set(operations.flatMap((one) => one.errors.map(({ status }) => status)))]
  return `## Errors

A call that fails throws an \`ApiError\` (an answer of the provider: ${statuses.toSorted((a, b) => a - b).join(', ')}), \`TimeoutError\`, \`ConnectionError\`, \`AbortError\` or \`DecodeError\`. \`isApiError\` narrows the body by operation and status:

\`\`\`ts
${errorProgram(model, operation)}\`\`\`
`
}

const noLimits = `## Limits

The sources name none. A \`429\` is waited out all the same: as long as its \`Retry-After\` says, or longer each time.
`

function limits(model: Model): string {
  const own = operationLimits(model)
  const all = [...model.rateLimits, ...own]
  if (all.length === 0) return noLimits
  const rows = all.map((limit) => [
    limit.name,
    budgetText(limit),
    limit.scope.join(' and '),
    limit.callers ?? 'everybody',
    limit.evidence.level,
  ])
  const refusal =
    own.length === 0
      ? ''
      : `\nA call that would wait too long for ${own.map(({ name }) => `\`${name}\``).join(' or ')} fails at once with a \`LimitError\`: longer than its deadline, or than \`rateLimit.maxWait\` (five minutes) if it has none.\n`
  return `## Limits\n\n${table(['limit', 'budget', 'counted per', 'concerns', 'how we know'], rows)}${refusal}`
}
