import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Document } from './document.ts'
import type { Model } from './model.ts'
import { readModel } from './read/model.ts'

/** The root of the repository. */
export const root = fileURLToPath(new URL('../../../', import.meta.url))

/** The providers: the folders under `specs/` that hold an `openapi.yaml`, in alphabetical order. */
export function listProviders(specs = `${root}specs`): string[] {
  return readdirSync(specs)
    .filter((name) => existsSync(`${specs}/${name}/openapi.yaml`))
    .toSorted()
}

/** Path of a provider's bundle. */
export function bundlePath(provider: string): string {
  return `${root}specs/${provider}/dist/openapi.json`
}

/** A provider as it is after the build: its bundle and what the compiler reads in it. */
export interface Provider {
  name: string
  document: Document
  model: Model
}

/** Reads a provider's bundle and model. */
export function readProvider(name: string): Provider {
  const document = JSON.parse(readFileSync(bundlePath(name), 'utf8')) as Document
  return { name, document, model: readModel(name, document) }
}
