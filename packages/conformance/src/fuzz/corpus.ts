/** Documents that were picked by hand, each for one thing that is wrong or odd with it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Document } from '@parlance/compiler'
import { parse } from 'yaml'

const folder = join(import.meta.dirname, 'corpus')

/** What a tool makes of a document: `works`, or words of its refusal. */
export interface Expected {
  readonly compiler: string
  readonly mock: string
}

export interface Picked {
  readonly name: string
  readonly file: string
  readonly document: Document
  readonly expected: Expected
}

/** Every document of the corpus. */
export function corpus(): Picked[] {
  const expected = read('expected.yaml') as Record<string, Expected>
  const names = readdirSync(folder)
    .map((file) => file.replace(/\.yaml$/, ''))
    .filter((name) => name !== 'expected')
    .toSorted()
  return names.map((name) => {
    if (!expected[name]) throw new Error(`corpus/expected.yaml says nothing of ${name}. Add it.`)
    const file = join(folder, `${name}.yaml`)
    return { name, file, document: read(`${name}.yaml`) as Document, expected: expected[name] }
  })
}

function read(file: string): unknown {
  return parse(readFileSync(join(folder, file), 'utf8'))
}
