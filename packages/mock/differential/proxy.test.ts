/**
 * The proxy against the mock behind it: what the mock refuses, the proxy finds to break the contract, and
 * nothing else; and no answer of the mock breaks it.
 */
import { describe, expect, test } from 'vitest'
import { createMock } from '../src/mock.ts'
import { readOperations } from '../src/operation.ts'
import { createProxy } from '../src/proxy/proxy.ts'
import { writeSpecs } from '../test/start.ts'
import { createClient, forEach } from './client.ts'
import { shippedDocuments } from './documents.ts'
import { requestsTo, type Sent } from './requests.ts'
import { sampled } from './sample.ts'

/** Requests to one operation. */
const few = 12

/** What a client would like and who it is are no matter of the contract: a mock may refuse it all the same. */
const isPersonal = ({ label }: Sent) => /^(accept|prefer) |password is an empty text/.test(label)

describe.each(await shippedDocuments())('$name', ({ name, document }) => {
  test('proxy and mock are of one mind', { timeout: 60_000 }, async () => {
    const requests = readOperations(document).flatMap((operation) => {
      const all = [...requestsTo(document, operation)].filter((sent) => !isPersonal(sent))
      return sampled(
        all,
        few,
        ({ label }) => `${operation.key} ${label}`,
        ({ label }) => label === 'good',
      )
    })
    await using specs = await writeSpecs({ [name]: document })
    await using mock = await createMock({ providers: [], specs: specs.files, rateLimit: false })
    const answers: string[] = []
    await using proxy = await createProxy({
      provider: name,
      specs: specs.files,
      upstream: mock.providers[0]!.url,
      onViolation: ({ side, operation, where, what }) => {
        if (side === 'response') answers.push(`${operation} ${where} ${what}`)
      },
    })
    using client = createClient()
    const disputed: string[] = []
    await forEach(requests, async (sent) => {
      const { headers } = await client.send(proxy.url + sent.operation.bases[0]!, sent)
      const refusal = headers['x-parlance-refusal']
      const isFound = headers['x-parlance-violations'] !== '0'
      if (isFound !== (refusal !== undefined))
        disputed.push(`${sent.operation.key}, ${sent.label}: ${String(refusal)}`)
    })
    expect(disputed).toEqual([])
    expect(answers).toEqual([])
    expect(proxy.summary().requests).toBe(requests.length)
    // Good ones as well as others, or it would show nothing.
    expect(proxy.summary().violations).toBeGreaterThan(requests.length / 10)
  })
})
