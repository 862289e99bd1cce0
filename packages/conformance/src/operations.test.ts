import { listProviders, type OperationModel, operationsOf, readProvider } from '@parlance/compiler'
import { createMock, type Mock } from '@parlance/mock'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AnyClient, clientOf } from './client.ts'
import { at, pointerTo } from './pointer.ts'
import { createValidator } from './validator.ts'

/** The mock reads an operation when it is first asked about, which takes long for the deepest on a busy machine. */
const firstAnswer = 20_000

describe.each(listProviders())('%s: client, mock and spec agree', (name) => {
  const { document, model } = readProvider(name)
  const validator = createValidator(document)
  const operations = operationsOf(model)
  const errors = operations.flatMap((operation) => operation.errors.map((error) => ({ operation, ...error })))
  let mock: Mock
  let client: AnyClient

  beforeAll(async () => {
    mock = await createMock({ providers: [name], rateLimit: false, stateful: true })
    client = await clientOf(model, mock.providers[0]!.url)
  })
  afterAll(() => mock.close())

  /** Problems of a body under the schema that the operation declares for its status. */
  function problems({ path, method }: OperationModel, response: Response, body: unknown): string[] {
    const place = pointerTo('paths', path, method.toLowerCase(), 'responses', String(response.status))
    const reference = (at(document, place) as { $ref?: string }).$ref?.slice(1) ?? place
    const mediaType = response.headers.get('content-type')?.split(';')[0]
    if (!mediaType) return []
    return validator.problems(reference + pointerTo('content', mediaType, 'schema'), body)
  }

  /** The first success that is declared. */
  function successOf({ path, method }: OperationModel): number {
    const declared = at(document, pointerTo('paths', path, method.toLowerCase(), 'responses')) as object
    return Number(Object.keys(declared).find((status) => status.startsWith('2')))
  }

  test.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s succeeds with the example of the spec, once the mock is started',
    async (id, operation) => {
      const headers = { 'x-parlance-session': id }
      const { data, error, response } = await client.call(operation, { headers }).safe()
      expect(error?.message).toBeUndefined()
      expect(problems(operation, response!, data)).toEqual([])
    },
    firstAnswer,
  )

  test.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s is answered with the example of the spec where that is asked for',
    async (_, operation) => {
      const status = successOf(operation)
      const { data, error, response } = await client
        .call(operation, { headers: { prefer: `code=${status}` } })
        .safe()
      expect(error?.message).toBeUndefined()
      expect(response!.status).toBe(status)
      expect(problems(operation, response!, data)).toEqual([])
    },
    firstAnswer,
  )

  test.each(errors.map(({ operation, status }) => [operation.id, status, operation] as const))(
    '%s fails as declared with %i',
    async (id, status, operation) => {
      const { error, response } = await client
        .call(operation, { headers: { prefer: `code=${status}` } })
        .safe()
      expect(error).toMatchObject({ kind: 'api', operation: id, status })
      expect(problems(operation, response!, error?.body)).toEqual([])
    },
    firstAnswer,
  )
})
