import { readFile } from 'node:fs/promises'
import type { Document } from '@parlance/compiler'
import { messageOf } from './errors.ts'

/** Reads a bundled spec; says what to do where there is none. */
export async function readBundle(file: string): Promise<Document> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`${file} is missing. Run \`npm run build\`, which bundles the spec first.`)
  })
  const bundle = parse(file, text)
  if (typeof bundle.info?.title !== 'string')
    throw new Error(`${file} has no info.title: is it an OpenAPI document?`)
  return bundle
}

function parse(file: string, text: string): Document {
  try {
    return JSON.parse(text) as Document
  } catch (error) {
    throw new Error(`${file} is not JSON: ${messageOf(error)}. Bundle the spec again.`, { cause: error })
  }
}
