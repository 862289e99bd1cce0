import type { Model, PageLinksModel } from '../model.ts'
import { placeText } from './checks.ts'
import { parameterList, returnType } from './code.ts'
import { limitOptions, limitsMember, resettable } from './limits.ts'
import { followSignature } from './links.ts'
import { webhooksReport } from './webhook-sections.ts'

/** Emits the API report, `api.md`: every method with its signature, so that a review shows what users will see. */
export function emitReport(model: Model): string {
  const options = [
    ...[...model.clientParameters, ...model.credentials].map(({ option }) => option),
    ...limitOptions(model).map(([option]) => option),
  ].map((option) => `\`${option}\``)
  return [
    `# @parlance/${model.provider}\n\n`,
    'The surface of this client, made by the compiler. `npm run check` fails when it is stale.\n\n',
    `Environments: ${model.environments.map((name) => `\`${name}\``).join(', ')}. Client options: ${options.join(', ')}.\n`,
    ...model.resources.map(
      ({ name, operations }) =>
        `\n## ${name}\n\n\`\`\`ts\n${operations.map((one) => `${name}.${one.verb}(${parameterList(one)}): ${returnType(one)}\n`).join('')}\`\`\`\n` +
        `\n${operations.map(errorLine).join('')}`,
    ),
    limitsSection(model),
    linksSection(model),
    webhooksReport(model),
    `\n## Types\n\n${model.schemas.map(({ typeName }) => `\`${typeName}\``).join(', ')}\n`,
  ].join('')
}

function limitsSection(model: Model): string {
  return resettable(model).length > 0 ? `\n## Limits\n\n\`\`\`ts\n${limitsMember(model, '')}\`\`\`\n` : ''
}

function linksSection({ links }: Model): string {
  if (links.length === 0) return ''
  const lines = links.map(({ schema, owners, rels, pages }) => {
    const targets = [
      ...rels.map(({ rel, operation }) => `\`${rel}\` → \`${operation.id}\``),
      ...(pages ? [pageTargets(pages)] : []),
    ]
    const resources = (owners.length > 0 ? owners : [schema]).map((name) => `\`${name}\``)
    return `- ${resources.join(', ')} — ${targets.join(', ')}\n`
  })
  return `\n## Links\n\n\`\`\`ts\nfollow${followSignature()}\n\`\`\`\n\nIts \`args\` and result are those of the operation that the link leads to, without the path parameters.\n\n${lines.join('')}`
}

/** `next`, `prev` → `users.list` or `channels.listMembers`: the one that the page is of. */
function pageTargets({ rels, operations }: PageLinksModel): string {
  const names = rels.map((rel) => `\`${rel}\``).join(', ')
  const lists = new Intl.ListFormat('en', { type: 'disjunction' })
  return `${names} → ${lists.format(operations.map(({ id }) => `\`${id}\``))}`
}

function errorLine({
  id,
  method,
  path,
  errors,
  retrySafety,
  checks,
  limits,
}: Model['resources'][number]['operations'][number]): string {
  const checked = checks.map(({ at }) => `; checks ${placeText(at)}`).join('')
  const limited = limits.map(({ name }) => `; limit \`${name}\``).join('')
  return `- \`${id}\` — ${method} \`${path}\`; ${retrySafety}; errors ${errors.map(({ status }) => status).join(', ')}${checked}${limited}\n`
}
