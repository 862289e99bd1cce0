/** How soon the mock is there with every provider, and how soon each operation answers for the first time. */
import { shippedDocuments } from '../differential/documents.ts'
import { requestsTo } from '../differential/requests.ts'
import { readOperations } from '../src/operation.ts'
import { usageOf } from './machine.ts'
import { startServer } from './server.ts'
import { cli } from './sides.ts'

export interface Startup {
  readonly providers: number
  readonly operations: number
  /** From the start of the process to the first answer, in milliseconds. */
  readonly readyAfter: number
  /** What it holds then, in MB. */
  readonly megabytes: number | undefined
  /** The longest first answer of all operations, in milliseconds, and whose it is. */
  readonly slowest: number
  readonly slowestOperation: string
}

/** Starts the mock as people do and asks every operation once. */
export async function measureStartup(): Promise<Startup> {
  const documents = await shippedDocuments()
  const command = (port: number) => [cli, '--no-rate-limit', '--port', String(port)]
  const isUp = async (url: string) => {
    const response = await fetch(`${url}/${documents[0]!.name}/`)
    await response.arrayBuffer()
    return response.status === 404
  }
  await using server = await startServer(command, isUp)
  const megabytes = usageOf(server.pid)?.megabytes
  let operations = 0
  let slowest = { took: 0, id: '' }
  for (const { name, document } of documents) {
    for (const operation of readOperations(document)) {
      operations++
      const [good] = requestsTo(document, operation)
      const { method, headers, body = null, path } = good!
      const start = performance.now()
      const response = await fetch(`${server.url}/${name}${operation.bases[0]}${path}`, {
        method,
        headers,
        body,
      })
      await response.arrayBuffer()
      const took = performance.now() - start
      if (took > slowest.took) slowest = { took, id: `${name} ${operation.id}` }
    }
  }
  return {
    providers: documents.length,
    operations,
    readyAfter: server.readyAfter,
    megabytes,
    slowest: slowest.took,
    slowestOperation: slowest.id,
  }
}
