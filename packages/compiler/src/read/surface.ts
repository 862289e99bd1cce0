/** What a client declares besides its operations, with its TSDoc: for readers, from the very text that users get. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { emitClient } from '../emit/client.ts'
import { emitKernel } from '../emit/kernel.ts'
import { emitLinks } from '../emit/links.ts'
import { emitWebhooks } from '../emit/webhooks.ts'
import type { Model } from '../model.ts'
import { runtimeExports } from '../names.ts'
import { root } from '../providers.ts'
import { type Declaration, readDeclarations, readReexports } from './declarations.ts'

/** Names to declarations. */
export type Declarations = ReadonlyMap<string, Declaration>

/** What the client of one provider declares by itself: its options, `createClient`, `follow`, the webhooks. */
export function clientDeclarations(model: Model): Declarations {
  const texts = [
    emitKernel(model),
    emitClient(model),
    ...(model.links.length > 0 ? [emitLinks(model)] : []),
    ...(model.webhooks ? [emitWebhooks(model, model.webhooks)] : []),
  ]
  return byName(texts.flatMap(readDeclarations))
}

/**
 * What every client has of the runtime: options, calls, lists, errors, and the types that these are made of.
 *
 * @param folder the built runtime
 */
export function runtimeDeclarations(folder = join(root, 'packages/runtime/dist')): Declarations {
  const index = join(folder, 'index.d.ts')
  if (!existsSync(index)) throw new Error(`${index} is missing. Run \`npm run build\`, which makes it first.`)
  const modules = readReexports(readFileSync(index, 'utf8'))
  const files = new Set([...modules.values()].map((name) => name.replace(/\.[jt]s$/, '.d.ts')))
  return byName([...files].flatMap((file) => readDeclarations(readFileSync(join(folder, file), 'utf8'))))
}

/** Names of the runtime that every client exports: classes first. */
export function sharedNames(): string[] {
  return [...runtimeExports.values, ...runtimeExports.types]
}

function byName(all: Declaration[]): Declarations {
  return new Map(all.map((one) => [one.name, one]))
}
