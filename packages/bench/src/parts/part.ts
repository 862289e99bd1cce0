import { join } from 'node:path'
import type { Contender, Made } from '../contenders/contender.ts'
import { make } from '../contenders/contender.ts'
import { contenders, ours } from '../contenders/index.ts'
import { writeFiles } from '../files.ts'
import type { PartName, RowOf } from '../results.ts'
import { enlargedSubject, manyOperations, provider, providerSubject, type Subject } from '../subject.ts'

/** Tells whoever waits what is going on. */
export type Say = (line: string) => void

/** One bench. */
export interface Part<Name extends PartName> {
  readonly name: Name
  /** What it measures, in one line. */
  readonly summary: string
  measure(say: Say): Promise<RowOf<Name>[]>
  /** Heads of the columns in which a person reads the rows. */
  readonly columns: readonly string[]
  cells(row: RowOf<Name>): (string | number)[]
}

/**
 * Every client with every spec it is measured on: all with the smallest and the enlarged spec, ours with the specs
 * named, and a client that has its own API with nothing else.
 */
export async function pairs(say: Say, also: readonly string[]): Promise<[Contender, Subject][]> {
  const small = providerSubject(provider)
  say(`Enlarging the spec of ${provider} to ${manyOperations} operations`)
  const large = await enlargedSubject(manyOperations)
  const more = also.filter((name) => name !== provider).map(providerSubject)
  return contenders.flatMap((contender) => {
    if (contender.ownApi) return [[contender, small] as [Contender, Subject]]
    const subjects = ours.includes(contender) ? [small, ...more, large] : [small, large]
    return subjects.map((subject): [Contender, Subject] => [contender, subject])
  })
}

/** Makes a client and tells of it. */
export function makeAloud(say: Say, contender: Contender, subject: Subject): Promise<Made> {
  say(`${contender.title}${contender.ownApi ? '' : ` on ${subject.operations} operations`}`)
  return make(contender, subject)
}

/** Writes a program beside its client; gives its path. */
export function writeProgram({ folder }: Made, name: string, text: string): string {
  writeFiles(folder, { [name]: text })
  return join(folder, name)
}

/** What a row says about its client and spec. */
export function subjected({ contender, subject }: Made): {
  client: string
  spec: string
  operations?: number
} {
  const { title, ownApi } = contender
  if (ownApi) return { client: title, spec: 'its own' }
  return { client: title, spec: subject.name, operations: subject.operations }
}
