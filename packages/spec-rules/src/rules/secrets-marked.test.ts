import { expect, test } from 'vitest'
import { lint } from '../testing.ts'

const property = (name: string, schema: string) =>
  lint('secrets-marked', `{openapi: 3.1.0, components: {schemas: {A: {properties: {${name}: {${schema}}}}}}}`)
const remedy = 'Add format: password so that it is never logged, or x-secret: false if it is none.'

test.each(['password', 'clientSecret', 'access_token', 'apiKey', 'api_key'])(
  'a property %s is marked as a secret or as none',
  async (name) => {
    expect(await property(name, 'type: string')).toEqual([
      {
        at: `openapi.yaml#/components/schemas/A/properties/${name}`,
        message: `Property "${name}" is named like a secret. ${remedy}`,
      },
    ])
    expect(await property(name, 'type: string, format: password')).toEqual([])
    expect(await property(name, 'type: string, x-secret: false')).toEqual([])
  },
)

test('other names and other types say nothing', async () => {
  expect(await property('tokenExpiresAt', 'type: string')).toEqual([])
  expect(await property('token', 'type: integer')).toEqual([])
})

test('a parameter is marked, itself or in its schema', async () => {
  const parameter = (rest: string) =>
    lint('secrets-marked', `{openapi: 3.1.0, components: {parameters: {A: {name: pageToken, ${rest}}}}}`)
  expect(await parameter('schema: {type: string}')).toEqual([
    {
      at: 'openapi.yaml#/components/parameters/A/name',
      message: `Parameter "pageToken" is named like a secret. ${remedy}`,
    },
  ])
  expect(await parameter('schema: {type: string}, x-secret: false')).toEqual([])
  expect(await parameter('schema: {type: string, x-secret: false}')).toEqual([])
})
