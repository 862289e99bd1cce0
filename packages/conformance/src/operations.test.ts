import { listProviders, type OperationModel } from '@parlance/compiler'
import { createMock, type Mock } from '@parlance/mock'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readProvider } from './bundle.ts'
import { type AnyClient, clientOf } from './client.ts'
import { createValidator } from './validator.ts'

/** The mock reads an operation when it is first asked about, which takes long for the deepest on a busy machine. */
const firstAnswer = 20_000

describe.each(listProviders())('%s: client, mock and spec agree', (name) => {
  const { document, model } = readProvider(name)
  const validator = createValidator(document)
  const operations = model.resources.flatMap((resource) => resource.operations)
  const errors = operations.flatMap((operation) => operation.errors.map((error) => ({ operation, ...error })))
  let mock: Mock
  let client: AnyClient

  beforeAll(async () => {
    mock = await createMock([name])
    client = await clientOf(model, mock.providers[0]!.url)
  })
  afterAll(() => mock.close())

  /** Problems of a body under the schema that the operation declares for its status. */
  function problems({ path, method }: OperationModel, response: Response, body: unknown): string[] {
    const place = ['paths', path, method.toLowerCase(), 'responses', String(response.status)]
    const responses = pointer(place)
    const reference = (lookUp(responses) as { $ref?: string }).$ref?.slice(1) ?? responses
    const mediaType = response.headers.get('content-type')?.split(';')[0]
    if (!mediaType) return []
    return validator.problems(`${reference}/content/${mediaType.replace('/', '~1')}/schema`, body)
  }

  function lookUp(place: string): unknown {
    const tokens = place
      .split('/')
      .slice(1)
      .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    return tokens.reduce<unknown>((value, token) => (value as Record<string, unknown>)[token], document)
  }

  test.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s succeeds with the example of the spec',
    async (_, operation) => {
      const { data, error, response } = await client.call(operation).safe()
      expect(error?.message).toBeUndefined()
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

function pointer(tokens: string[]): string {
  return tokens.map((token) => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
