import { root } from '@parlance/compiler'
import type { Made } from '../contenders/contender.ts'
import { ours } from '../contenders/index.ts'
import { instantiations } from '../measure/instantiations.ts'
import type { TypesRow } from '../results.ts'
import { largestProvider } from '../subject.ts'
import { typescript5, typescript7, versionOf } from '../tools.ts'
import { makeAloud, pairs, type Part, subjected, writeProgram } from './part.ts'

/** What a program with one call costs the type checker. */
export const types: Part<'types'> = {
  name: 'types',
  summary: 'types the compiler makes for one call, over an empty program',
  async measure(say) {
    const rows: TypesRow[] = []
    for (const [contender, subject] of await pairs(say, [largestProvider()])) {
      const made = await makeAloud(say, contender, subject)
      rows.push(await typesOf(made, typescript5))
      if (ours.includes(contender)) rows.push(await typesOf(made, typescript7))
    }
    return rows
  },
  columns: ['client', 'spec', 'operations', 'TypeScript', 'instantiations'],
  cells: ({ client, spec, operations = '', typescript, instantiations }) => [
    client,
    spec,
    operations,
    typescript,
    instantiations,
  ],
}

/** Measures one client. */
export async function typesOf(made: Made, compiler: string): Promise<TypesRow> {
  const { contender, subject } = made
  const program = writeProgram(made, 'one.ts', contender.program(subject, 1))
  return {
    ...subjected(made),
    typescript: compiler === typescript7 ? versionOf('typescript', root) : versionOf('typescript'),
    instantiations: await instantiations(program, compiler),
  }
}
