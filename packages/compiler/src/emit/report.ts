import type { Model } from '../model.ts'
import { parameterList, returnType } from './code.ts'

/** Emits the API report, `api.md`: every method with its signature, so that a review shows what users will see. */
export function emitReport(model: Model): string {
  const options = [...model.clientParameters, ...model.credentials].map(({ option }) => `\`${option}\``)
  return [
    `# @parlance/${model.provider}\n\n`,
    'The surface of this client, made by the compiler. `npm run check` fails when it is stale.\n\n',
    `Environments: ${model.environments.map((name) => `\`${name}\``).join(', ')}. Client options: ${options.join(', ')}.\n`,
    ...model.resources.map(
      ({ name, operations }) =>
        `\n## ${name}\n\n\`\`\`ts\n${operations.map((one) => `${name}.${one.verb}(${parameterList(one)}): ${returnType(one)}\n`).join('')}\`\`\`\n` +
        `\n${operations.map(errorLine).join('')}`,
    ),
    `\n## Types\n\n${model.schemas.map(({ typeName }) => `\`${typeName}\``).join(', ')}\n`,
  ].join('')
}

function errorLine({
  id,
  method,
  path,
  errors,
  retrySafety,
}: Model['resources'][number]['operations'][number]): string {
  return `- \`${id}\` — ${method} \`${path}\`; ${retrySafety}; errors ${errors.map(({ status }) => status).join(', ')}\n`
}
