/**
 * The mock against stock Prism, over the wire: every operation of every provider with a choice of good and spoilt
 * requests. Status and body are the same, but for the fixes.
 */
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { writeSpecs } from '../test/start.ts'
import { createMock } from '../src/mock.ts'
import { readOperations } from '../src/operation.ts'
import { createClient, forEach, type Received } from './client.ts'
import { shippedDocuments } from './documents.ts'
import { type Difference, hangs, hostFixes, judgeFixes } from './fixes.ts'
import { oddities } from './oddities.ts'
import { type Opinion, stockViolations, violationsIn } from './reference.ts'
import { requestsAround, requestsTo, type Sent } from './requests.ts'
import { sampled } from './sample.ts'
import { startStock } from './stock.ts'

/** Requests to one operation. Stock Prism takes milliseconds for each, so that not all can be sent. */
const few = 8

const shipped = (await shippedDocuments()).map(({ name, document }) => ({
  name,
  document,
  perOperation: few,
}))
const documents = [...shipped, { name: 'oddities', document: oddities, perOperation: Infinity }]
const needed = new Set<string>()

describe.each(documents)('$name', ({ name, document, perOperation }) => {
  const operations = readOperations(document)
  const requests = operations.flatMap((operation) => {
    const all = [...requestsTo(document, operation)]
    return sampled(all, perOperation, ({ label }) => `${operation.key} ${label}`, isAlwaysSent)
  })
  const around = requestsAround(
    document,
    operations.find(({ method }) => method === 'get')!,
  )

  test('is answered as Prism answers it, but for the fixes', { timeout: 60_000 }, async () => {
    await using specs = await writeSpecs({ [name]: document })
    await using mock = await createMock({ providers: [], specs: specs.files, rateLimit: false })
    await using stock = await startStock(document)
    using client = createClient()
    const origin = mock.providers[0]!.url
    const unexplained: string[] = []
    const explain = (difference: Difference) => {
      const fixes = [...judgeFixes, ...hostFixes].filter(({ explains }) => explains(difference))
      for (const fix of fixes) needed.add(fix.name)
      if (fixes.length === 0) unexplained.push(told(difference))
    }
    await forEach([...requests, ...around], async (sent) => {
      const ours = opinionOf(await client.send(origin + sent.operation.bases[0]!, sent))
      if (hangs.some(({ isMeant }) => isMeant(sent))) {
        if (ours.status >= 500) unexplained.push(`${sent.operation.key}, ${sent.label}: ours ${ours.status}`)
        return
      }
      const theirs = opinionOf(await client.send(stock.url, sent))
      const isSame = ours.status === theirs.status && isDeepStrictEqual(ours.body, theirs.body)
      if (!isSame) explain({ document, origin, sent, ours, theirs })
    })
    expect(unexplained).toEqual([])
  })
})

test('every fix is still needed', () => {
  const names = hostFixes.map(({ name }) => name)
  expect(names.filter((name) => !needed.has(name))).toEqual([])
})

function isAlwaysSent({ label }: Sent): boolean {
  return ['good', 'no credentials', 'no body', 'a body of another type', 'broken JSON'].includes(label)
}

function opinionOf({ status, headers, body }: Received): Opinion {
  const refusal = headers['x-parlance-refusal']?.toString()
  const violations =
    refusal === undefined ? stockViolations(headers['sl-violations']?.toString()) : violationsIn(refusal)
  const type = headers['content-type']?.toString().split(';')[0]
  return { status, headers: type === undefined ? {} : { 'content-type': type }, body, violations }
}

function told({ sent, ours, theirs }: Difference): string {
  const tell = ({ status, violations }: Opinion) => `${status} ${[...violations].join('; ').slice(0, 200)}`
  return `${sent.method} ${sent.path}, ${sent.label}: ours ${tell(ours)}, Prism ${tell(theirs)}`
}
