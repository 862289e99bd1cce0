import type { Document } from '../document.ts'
import type { Model } from '../model.ts'
import { runtimeExports } from '../names.ts'
import { emitClient } from './client.ts'
import { generatedNotice } from './code.ts'
import { emitKernel } from './kernel.ts'
import { emitOperations } from './operations.ts'
import { emitSchema } from './schema.ts'
import { emitTypes } from './types.ts'

/** All source files of a client: path below `src/generated` → text. */
export async function emitSource(model: Model, document: Document): Promise<Record<string, string>> {
  const barrel = model.resources.map(({ name }) => `export * from './operations/${name}.ts'\n`)
  return {
    'schema.ts': await emitSchema(document),
    'types.ts': emitTypes(model),
    ...Object.fromEntries(
      model.resources.map((resource) => [`operations/${resource.name}.ts`, emitOperations(model, resource)]),
    ),
    'functions.ts': `${generatedNotice}${barrel.join('')}`,
    'kernel.ts': emitKernel(model),
    'operations.ts': `${generatedNotice}export { type ClientOptions, createKernel } from './kernel.ts'\nexport * from './functions.ts'\n`,
    'client.ts': emitClient(model),
    'index.ts': emitIndex(),
  }
}

function emitIndex(): string {
  const { values, types } = runtimeExports
  return `${generatedNotice}export * from './client.ts'
export type { ClientOptions } from './kernel.ts'
export * from './types.ts'
export { ${values.join(', ')} } from '@parlance/runtime'
export type { ${types.join(', ')} } from '@parlance/runtime'
`
}
