import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import parlance, { rules } from './plugin.ts'
import { lint } from './testing.ts'

const files = readdirSync(join(import.meta.dirname, 'rules'))

test('every file in rules/ is a rule of the plugin and has a test beside it', () => {
  const names = files.filter((file) => !file.endsWith('.test.ts')).map((file) => file.replace('.ts', ''))
  expect(Object.keys(rules).toSorted()).toEqual(names.toSorted())
  expect(files).toEqual(expect.arrayContaining(names.map((name) => `${name}.test.ts`)))
})

test('parlance/house makes every rule an error', () => {
  const house = parlance().configs?.['house']?.oas3_1Rules
  expect(house).toEqual(Object.fromEntries(Object.keys(rules).map((name) => [`parlance/${name}`, 'error'])))
})

test('responses that only x-error-responses mentions are linted like all others', async () => {
  const findings = await lint('examples-present', {
    'openapi.yaml':
      "{openapi: 3.1.0, x-error-responses: {'415': {$ref: components/responses/UnsupportedMediaType.yaml}}}",
    'components/responses/UnsupportedMediaType.yaml':
      '{description: Refused, content: {application/json: {schema: {type: object}}}}',
  })
  expect(findings.map(({ at }) => at)).toEqual([
    'components/responses/UnsupportedMediaType.yaml#/content/application~1json',
  ])
})
