import { listProviders } from '@parlance/compiler'
import type { Made } from '../contenders/contender.ts'
import { bundle } from '../measure/bundle.ts'
import type { SizeRow } from '../results.ts'
import { makeAloud, pairs, type Part, subjected, writeProgram } from './part.ts'

/** How many calls the larger program makes, for the cost of each further operation. */
const severalCalls = 4

/** Bytes that a program with one call, and each further operation, puts into a bundle for browsers. */
export const size: Part<'size'> = {
  name: 'size',
  summary: 'bytes in a bundle: one call, and each further operation',
  async measure(say) {
    const rows: SizeRow[] = []
    for (const [contender, subject] of await pairs(say, listProviders())) {
      rows.push(await sizeOf(await makeAloud(say, contender, subject)))
    }
    return rows
  },
  columns: [
    'client',
    'spec',
    'operations',
    'one call, min',
    'gzip',
    'each further, gzip',
    'paging, gzip',
    'policies',
  ],
  cells: ({ client, spec, operations = '', minified, first, further, paging = '', policies }) => [
    client,
    spec,
    operations,
    minified,
    first,
    further,
    paging,
    policies.join(', ') || 'none',
  ],
}

/** Measures one client. */
export async function sizeOf(made: Made): Promise<SizeRow> {
  const { contender, subject } = made
  const one = await bundle(writeProgram(made, 'one.ts', contender.program(subject, 1)))
  const several = await bundle(writeProgram(made, 'several.ts', contender.program(subject, severalCalls)))
  const list = contender.listProgram?.(subject)
  const paged = list ? await bundle(writeProgram(made, 'list.ts', list)) : undefined
  return {
    ...subjected(made),
    policies: contender.policies(subject),
    minified: one.minified,
    first: one.gzip,
    further: Math.round((several.gzip - one.gzip) / (severalCalls - 1)),
    ...(paged && { paging: paged.gzip - one.gzip }),
  }
}
