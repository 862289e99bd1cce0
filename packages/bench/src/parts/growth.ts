import { make } from '../contenders/contender.ts'
import { parlanceClient, parlanceFunctions } from '../contenders/parlance.ts'
import { round } from '../measure/statistics.ts'
import type { GrowthRow } from '../results.ts'
import { enlargedSubject, manyOperations, provider, providerSubject } from '../subject.ts'
import { typescript5 } from '../tools.ts'
import type { Part } from './part.ts'
import { sizeOf } from './size.ts'
import { typesOf } from './types.ts'

/** What our client costs as its spec grows from its own operations to many. */
export const growth: Part<'growth'> = {
  name: 'growth',
  summary: 'what our client costs as its spec grows to 1,000 operations',
  async measure(say) {
    const rows: GrowthRow[] = []
    for (const operations of [providerSubject(provider).operations, 100, 300, manyOperations]) {
      say(`A spec of ${operations} operations`)
      rows.push(await growthAt(operations))
    }
    return rows
  },
  columns: [
    'operations',
    'compile, ms',
    'build, ms',
    'one call, gzip',
    'whole client, gzip',
    'instantiations',
  ],
  cells: ({ operations, compile, build, first, client, instantiations }) => [
    operations,
    compile,
    build,
    first,
    client,
    instantiations,
  ],
}

/** Measures one size. */
async function growthAt(operations: number): Promise<GrowthRow> {
  const subject = await enlargedSubject(operations)
  const made = await make(parlanceFunctions, subject)
  const { first } = await sizeOf(made)
  const { instantiations } = await typesOf(made, typescript5)
  const whole = await sizeOf(await make(parlanceClient, subject))
  const times = { compile: round(subject.compile), build: round(subject.build) }
  return { operations, ...times, first, client: whole.first, instantiations }
}
