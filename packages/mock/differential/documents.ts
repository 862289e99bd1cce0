/** The bundles that the mock ships with, and an invented one for what none of them has. */
import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { OpenApiDocument } from '../src/document.ts'
import { readDocument } from '../src/read.ts'

export interface Named {
  readonly name: string
  readonly file: string
  readonly document: OpenApiDocument
}

const specs = new URL('../../../specs/', import.meta.url)

/** Every provider's bundle. */
export async function shippedDocuments(): Promise<Named[]> {
  const folders = (await readdir(specs, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  return Promise.all(
    folders.map(async ({ name }) => {
      const file = fileURLToPath(new URL(`${name}/dist/openapi.json`, specs))
      return { name, file, document: await readDocument(name, file) }
    }),
  )
}
