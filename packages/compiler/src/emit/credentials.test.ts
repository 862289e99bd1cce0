import { expect, test } from 'vitest'
import type { Credential, Model } from '../model.ts'
import { readModel } from '../read/model.ts'
import { acme } from '../testing.ts'
import { credentialsReadme, variablesReadme } from './credentials.ts'
import { emitReadme } from './readme.ts'

const key: Credential = {
  option: 'apiKey',
  in: 'query',
  name: 'key',
  prefix: undefined,
  description: '',
  flow: undefined,
}

function modelWith(...credentials: Credential[]): Model {
  return { ...readModel('acme', acme()), credentials }
}

test('a README says where each credential goes', () => {
  expect(credentialsReadme(modelWith(key))).toContain(
    '- `apiKey` goes into the query parameter `key`, as it is.',
  )
  const bearer: Credential = {
    ...key,
    option: 'token',
    in: 'header',
    name: 'Authorization',
    prefix: 'Bearer ',
  }
  expect(credentialsReadme(modelWith(bearer))).toContain(
    '- `token` goes into the header `Authorization`, after the word `Bearer`.',
  )
})

test('a README says from what a client makes its tokens', () => {
  const flow = { options: ['clientId', 'clientSecret'], kernel: {} }
  expect(credentialsReadme(modelWith({ ...key, flow }))).toContain('give `clientId` and `clientSecret`:')
})

test('a README of a provider without credentials has no such section', () => {
  expect(emitReadme(modelWith())).not.toContain('## Credentials')
})

test('a README lists the environment variables and what each stands in for', () => {
  const model = readModel('acme', acme())
  expect(variablesReadme(model)).toMatch(/\| `ACME_ORIGIN` +\| `origin` +\|/)
  expect(emitReadme(model)).toContain(variablesReadme(model))
})

test('a README of a provider without documented limits says so, and what happens to a 429', () => {
  const model = { ...readModel('acme', acme()), rateLimits: [] }
  expect(emitReadme(model)).toContain(
    '## Limits\n\nThe sources name none. A `429` is waited out all the same',
  )
})
