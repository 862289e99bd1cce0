/** The first page of a client's reference: everything but its methods, and the way to these. */
import {
  clientDeclarations,
  type Declarations,
  type Member,
  type Model,
  runtimeDeclarations,
} from '@parlance/compiler'
import type { Article } from '../guides/article.ts'
import { blocks, bullets, code, fence, firstSentence, linkTo } from '../markdown.ts'
import { declarationText, memberList } from './declaration.ts'

/** What the page links to. */
export interface ClientPlace {
  model: Model
  article: Article
  resources: { name: string; article: Article }[]
  errors: Article
  common: Article
}

/** The text of the page. */
export function clientText(place: ClientPlace): string {
  const { model, article, errors, common } = place
  const own = clientDeclarations(model)
  const runtime = runtimeDeclarations()
  return blocks(
    `# ${article.title}`,
    `Everything that \`@parlance/${model.provider}\` exports. What it shares with all clients is described once: ${linkTo(article, common, common.title)}. What its provider answers when something is wrong: ${linkTo(article, errors, errors.title)}.`,
    own.has('createClient') && declarationText(own.get('createClient')!, '##'),
    options(place, own, runtime),
    callOptions(place, runtime),
    methods(place),
    failures(place, runtime),
    clientMembers(model, own),
    functions(model, own),
    links(model, own),
    webhooks(model, own),
    types(model),
  )
}

function options({ model }: ClientPlace, own: Declarations, runtime: Declarations): string {
  const members = ['ClientOptions', 'KernelOptions', 'ObserverOptions'].flatMap(
    (name) => (own.get(name) ?? runtime.get(name))?.members ?? [],
  )
  const each = [...new Map(members.map((one) => [one.name, one])).values()]
  const environments = model.environments.map((name) => `'${name}'`).join(' | ')
  const typed = each.map((one) =>
    one.name === 'environment' ? Object.assign({}, one, { type: environments }) : one,
  )
  const variable = ({ name }: Member) => name in model.variables && `or ${code(model.variables[name]!)}`
  return blocks(
    '## Client options',
    'What an option does not say, the environment variable after “or” may.',
    memberList(typed, variable),
  )
}

function callOptions({ article, common }: ClientPlace, runtime: Declarations): string {
  return blocks(
    '## Options of a call',
    `The last argument of every method. Operations with a body take their query here too, as \`query\`: ${linkTo(article, common, '`BodyCallOptions`', 'bodycalloptions')}.`,
    memberList(runtime.get('CallOptions')?.members ?? []),
  )
}

function methods({ model, article, resources }: ClientPlace): string {
  const lists = model.resources.map(({ name, operations }) => {
    const page = resources.find((one) => one.name === name)!.article
    const items = operations.map(({ id, summary }) => `${linkTo(article, page, code(id), id)}: ${summary}`)
    return blocks(`### ${name}`, bullets(items))
  })
  return blocks('## Methods', ...lists)
}

function failures({ article, common, errors }: ClientPlace, runtime: Declarations): string {
  const classes = [...runtime.values()].filter(({ kind, name }) => kind === 'class' && name.endsWith('Error'))
  const items = classes.map(
    ({ name, doc }) => `${linkTo(article, common, code(name), name.toLowerCase())}: ${doc.text}`,
  )
  return blocks(
    '## Errors',
    `Exported by the client itself. \`isApiError(error, operation, status)\` narrows the body of an \`ApiError\`; which statuses there are, ${linkTo(article, errors, 'the catalogue')} says.`,
    bullets(items),
  )
}

/** What the client has besides resources, whose declarations are on their own pages. */
function clientMembers(model: Model, own: Declarations): string {
  const names = new Set(model.resources.map(({ name }) => name))
  const members = (own.get(model.className)?.members ?? []).filter(({ name }) => !names.has(name))
  return blocks('## The client', memberList(members))
}

function functions({ provider, resources }: Model, own: Declarations): string {
  const operation = resources[0]?.operations[0]
  const names = ['createKernel', 'complete'].flatMap((name) => own.get(name) ?? [])
  return blocks(
    '## Standalone functions',
    `Every method is a function of \`@parlance/${provider}/operations\` too, named after its resource and itself; it takes a kernel first. A bundle then has only what it calls.`,
    operation &&
      fence(
        'ts',
        `import { createKernel, ${operation.functionName} } from '@parlance/${provider}/operations'`,
      ),
    ...names.map((one) => declarationText(one)),
  )
}

function links(model: Model, own: Declarations): string {
  const follow = own.get('follow')
  if (!follow || model.links.length === 0) return ''
  const items = model.links.map(({ schema, owners, rels, pages }) => {
    const lists = new Intl.ListFormat('en', { type: 'disjunction' })
    const targets = [
      ...rels.map(({ rel, operation }) => `${code(rel)} leads to ${code(operation.id)}`),
      ...(pages
        ? [
            `${pages.rels.map(code).join(', ')} lead to ${lists.format(pages.operations.map(({ id }) => code(id)))}`,
          ]
        : []),
    ]
    return `${(owners.length > 0 ? owners : [schema]).map(code).join(', ')}: ${targets.join('; ')}`
  })
  return blocks('## Links', declarationText(follow), bullets(items))
}

function webhooks(model: Model, own: Declarations): string {
  if (!model.webhooks) return ''
  const functions = [...own.values()].filter(({ name }) => /Webhook$|Challenge$/.test(name))
  const named = functions.filter(({ kind }) => kind === 'function')
  const events = model.webhooks.events.map(
    ({ event, name, type, summary }) => `${code(event ?? name)}, ${code(type)}: ${summary}`,
  )
  return blocks(
    '## Webhooks',
    `From \`@parlance/${model.provider}/webhooks\`.`,
    ...named.map((one) => declarationText(one)),
    bullets(events),
  )
}

function types({ schemas }: Model): string {
  const items = schemas.map(({ typeName, description }) => `${code(typeName)}: ${firstSentence(description)}`)
  return items.length > 0 ? blocks('## Types', bullets(items)) : ''
}
