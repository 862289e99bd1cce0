import { expect, test } from 'vitest'
import { lint } from '../testing.ts'

const check = (root: string, operation: string, statuses: string[]) =>
  lint(
    'error-statuses-declared',
    `
    openapi: 3.1.0
    ${root}
    paths:
      /shipments:
        post:
          operationId: shipments.create
          ${operation}
          responses: {${statuses.map((status) => `'${status}': {}`).join(', ')}}
  `,
  )

const at = 'openapi.yaml#/paths/~1shipments/post/responses'

test('an operation that needs credentials declares 401', async () => {
  const message = 'shipments.create needs credentials, but has no 401. Add the response.'
  expect(await check('security: [{token: []}]', '', ['200'])).toEqual([{ at, message }])
  expect(await check('security: [{token: []}]', '', ['200', '401'])).toEqual([])
})

test('an operation that anyone may call needs no 401', async () => {
  expect(await check('security: [{token: []}]', 'security: []', ['200'])).toEqual([])
  expect(await check('', 'security: [{}, {token: []}]', ['200'])).toEqual([])
})

test('an operation that takes input declares 400 or 422', async () => {
  const message = 'shipments.create takes input, but has no 400 or 422. Add the response.'
  const inputs = [
    'requestBody: {content: {}}',
    'parameters: [{name: a, in: query}]',
    'parameters: [{name: a, in: path}]',
  ]
  for (const input of inputs) {
    expect(await check('', input, ['200'])).toEqual([{ at, message }])
    expect(await check('', input, ['200', '400'])).toEqual([])
    expect(await check('', input, ['200', '422'])).toEqual([])
  }
  expect(await check('', 'parameters: [{name: a, in: header}]', ['200'])).toEqual([])
})

test('where requests are limited every operation declares 429', async () => {
  const message = 'shipments.create counts against x-rate-limits, but has no 429. Add the response.'
  expect(await check('x-rate-limits: []', '', ['200'])).toEqual([{ at, message }])
  expect(await check('', 'x-rate-limits: []', ['200'])).toEqual([{ at, message }])
  expect(await check('x-rate-limits: []', '', ['200', '429'])).toEqual([])
})

test('4XX and default stand for every error', async () => {
  expect(await check('x-rate-limits: []', 'requestBody: {content: {}}', ['4XX'])).toEqual([])
  expect(await check('x-rate-limits: []', 'requestBody: {content: {}}', ['default'])).toEqual([])
})
