/**
 * What a provider's sources show or refuse, with our own values: `specs/<provider>/verdicts.yaml`. A value is judged by
 * its schema; a request is sent to the mock, so that spec and mock have to agree on it.
 */
import { existsSync, readFileSync } from 'node:fs'
import { listProviders, readProvider, root } from '@parlance/compiler'
import { createMock, type Mock } from '@parlance/mock'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { createValidator } from './validator.ts'

interface ValueVerdict {
  claim: string
  schema: string
  value: unknown
  valid: boolean
}

interface RequestVerdict {
  claim: string
  /** `POST /api/v1/clients/999999/shipments?limit=1` */
  request: string
  headers?: Record<string, string>
  /** Sent as JSON; text is sent as it is. */
  body?: unknown
  status: number
}

describe.each(listProviders())('%s', (name) => {
  const file = `${root}specs/${name}/verdicts.yaml`
  const all = existsSync(file)
    ? (parse(readFileSync(file, 'utf8'), { merge: true }) as (ValueVerdict | RequestVerdict)[])
    : []
  const values = all.filter((verdict): verdict is ValueVerdict => 'schema' in verdict)
  const requests = all.filter((verdict): verdict is RequestVerdict => 'request' in verdict)
  const validator = createValidator(readProvider(name).document)
  let mock: Mock
  beforeAll(async () => void (mock = await createMock({ providers: [name], rateLimit: false })))
  afterAll(() => mock.close())

  test('there are verdicts, and each says what it is about', () => {
    expect(all.length).toBeGreaterThan(0)
    expect(values.length + requests.length).toBe(all.length)
  })

  test.each(
    values.map((verdict) => [verdict.valid ? 'accepts' : 'refuses', verdict.claim, verdict] as const),
  )('%s a value: %s', (_, __, { schema, value, valid }) => {
    const problems = validator.problems(`/components/schemas/${schema}`, value)
    expect(problems.length === 0, problems.join('\n')).toBe(valid)
  })

  test.each(requests.map((verdict) => [verdict.status, verdict.claim, verdict] as const))(
    'answers with %i: %s',
    async (_, __, { request, headers, body, status }) => {
      const [method, path] = request.split(' ') as [string, string]
      const isText = body === undefined || typeof body === 'string'
      const response = await fetch(mock.providers[0]!.url + path, {
        method,
        headers: { ...(isText ? {} : { 'content-type': 'application/json' }), ...headers },
        body: body === undefined ? null : isText ? body : JSON.stringify(body),
      })
      expect(response.status, response.headers.get('x-parlance-refusal') ?? '').toBe(status)
    },
  )
})
