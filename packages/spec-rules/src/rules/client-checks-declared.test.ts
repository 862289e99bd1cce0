import { expect, test } from 'vitest'
import { lint } from '../testing.ts'

const evidence = 'evidence: {level: official, source: guide}'
const extension = (members: string) => `x-client-check: {${members}, ${evidence}}`
const length = extension('keywords: [maxLength]')

/** The findings about the schema of a text, in a body with `body` around it. */
const check = (text: string, body = 'properties: {text: {$ref: Text.yaml}}') =>
  lint('client-checks-declared', {
    'openapi.yaml': `
    openapi: 3.1.0
    paths:
      /messages:
        post:
          parameters: [{name: limit, in: query, schema: {type: integer, maximum: 9, ${extension('keywords: [maximum]')}}}]
          requestBody: {content: {application/json: {schema: {$ref: components/schemas/Message.yaml}}}}
  `,
    'components/schemas/Message.yaml': `{type: object, ${body}}`,
    'components/schemas/Text.yaml': `{type: string, ${text}}`,
  })

const place = 'components/schemas/Text.yaml#/x-client-check'

test('checks whose keywords are in the schema pass', async () => {
  expect(await check(`maxLength: 9, ${length}`)).toEqual([])
})

test('a keyword may stand in what the schema is composed of', async () => {
  const beside = `properties: {text: {$ref: Text.yaml, ${length}}}`
  expect(await check('allOf: [{maxLength: 9}]', beside)).toEqual([])
})

test('a keyword that the schema does not have is refused', async () => {
  expect(await check(`minLength: 1, ${length}`)).toEqual([
    {
      at: `${place}/keywords/0`,
      message:
        'x-client-check checks maxLength, which its schema does not have. Add it to the schema or remove it here.',
    },
  ])
})

test('items of lists and parts of a whole are checked too', async () => {
  const whole = 'allOf: [{properties: {texts: {type: array, items: {$ref: Text.yaml}}}}]'
  expect(await check(`maxLength: 9, ${length}`, whole)).toEqual([])
  expect((await check(length, whole)).map(({ at }) => at)).toEqual([`${place}/keywords/0`])
})

test('an alternative cannot be checked', async () => {
  expect(await check(`maxLength: 9, ${length}`, 'oneOf: [{properties: {text: {$ref: Text.yaml}}}]')).toEqual([
    {
      at: place,
      message:
        'x-client-check stands in an alternative, where a client cannot tell whether it applies. Move it to a schema that is not under oneOf, anyOf or the like.',
    },
  ])
})

test('patterns are patterns', async () => {
  const findings = await check(
    `maxLength: 9, ${extension("keywords: [maxLength], uncounted: '{{.*}}', when: '\\p{L}'")}`,
  )
  expect(findings.map(({ at }) => at)).toEqual([`${place}/uncounted`])
  expect(findings[0]?.message).toMatch(/^x-client-check has a pattern that is none: .*\. Correct it\.$/)
})

test('false says that nothing is certain here, and needs nothing', async () => {
  expect(await check('x-client-check: false')).toEqual([])
})
