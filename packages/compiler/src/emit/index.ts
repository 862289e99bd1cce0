import type { Document } from '../document.ts'
import type { Model } from '../model.ts'
import { linkTypes, runtimeExports } from '../names.ts'
import { emitClient } from './client.ts'
import { generatedNotice } from './code.ts'
import { emitKernel } from './kernel.ts'
import { emitLinks } from './links.ts'
import { emitOperations } from './operations.ts'
import { emitSchema } from './schema.ts'
import { emitTypes } from './types.ts'
import { emitWebhooks } from './webhooks.ts'

/** All source files of a client: path below `src/generated` → text. */
export async function emitSource(model: Model, document: Document): Promise<Record<string, string>> {
  const barrel = model.resources.map(({ name, operations }) => {
    const names = operations.map(({ functionName }) => functionName)
    return `export { ${names.join(', ')} } from './operations/${name}.ts'\n`
  })
  const hasLinks = model.links.length > 0
  return {
    'schema.ts': await emitSchema(document, model),
    'types.ts': emitTypes(model),
    ...Object.fromEntries(
      model.resources.map((resource) => [`operations/${resource.name}.ts`, emitOperations(model, resource)]),
    ),
    'functions.ts': `${generatedNotice}${barrel.join('')}`,
    'kernel.ts': emitKernel(model),
    'operations.ts': `${generatedNotice}export { type ClientOptions, complete, createKernel } from './kernel.ts'\nexport { limitsOf } from '@parlance/runtime'\nexport * from './functions.ts'\n${hasLinks ? "export { follow } from './links.ts'\n" : ''}`,
    ...(hasLinks && { 'links.ts': emitLinks(model) }),
    ...(model.webhooks && { 'webhooks.ts': emitWebhooks(model, model.webhooks) }),
    'client.ts': emitClient(model),
    'index.ts': emitIndex(model),
  }
}

function emitIndex({ links }: Model): string {
  const { values, types } = runtimeExports
  return `${generatedNotice}export * from './client.ts'
export type { ClientOptions } from './kernel.ts'
${links.length > 0 ? `export type { ${linkTypes.join(', ')} } from './links.ts'\n` : ''}export * from './types.ts'
export { ${values.join(', ')} } from '@parlance/runtime'
export type { ${types.join(', ')} } from '@parlance/runtime'
`
}
