/** A mock of its own with many records: `node state-server.ts <port> <records>`; 0 is one without state. */
import { idAfter } from '../src/paging/items.ts'
import { createMock, type Mock } from '../src/mock.ts'
import { provider } from './subject.ts'

type Row = Readonly<Record<string, unknown>>

/** The first id of the records that are made. */
export const firstId = '5a0000000000000000000000'

/** Starts a mock with so many records of every resource, each like one of the shipped world. */
export async function startWith(
  records: number,
  options: { port?: number; listen?: boolean },
): Promise<Mock> {
  const common = { ...options, rateLimit: false, journal: 0 }
  if (records === 0) return createMock([provider], common)
  const world = await worldOf(records)
  return createMock([provider], { ...common, stateful: true, stateLimit: 2 ** 31, world })
}

async function worldOf(records: number): Promise<Record<string, Record<string, Row[]>>> {
  await using small = await createMock([provider], { stateful: true, listen: false })
  const collections = small.state()[provider] ?? {}
  const many = Object.entries(collections).flatMap(([name, rows]): [string, Row[]][] => {
    // So many webhooks nobody has.
    const models = rows.filter(({ type }) => type !== 'webhook')
    const copies = Array.from({ length: records }, (_, index) =>
      copyOf(models[index % models.length]!, index),
    )
    return models.length > 0 ? [[name, copies]] : []
  })
  return { [provider]: Object.fromEntries(many) }
}

function copyOf(model: Row, index: number): Row {
  const name = `Record ${(index * 7919) % 100_003}`
  return {
    ...model,
    id: idAfter(firstId, index),
    ...(model['name'] !== undefined && { name }),
  }
}

if (import.meta.main) {
  const [port, records] = process.argv.slice(2).map(Number)
  await startWith(records ?? 0, { port: port ?? 0 })
}
