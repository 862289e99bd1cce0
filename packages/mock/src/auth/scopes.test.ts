import { expect, test } from 'vitest'
import { fewestScopes, missingScope } from './scopes.ts'

const ladder = ['guest', 'agent', 'bot', 'admin']

test('on a ladder a scope includes those before it', () => {
  expect(missingScope(['agent'], ['bot'], ladder)).toBeUndefined()
  expect(missingScope(['admin'], ['viewer', 'guest', 'agent'], ladder)).toBe('admin')
  expect(missingScope(['guest'], [], ladder)).toBe('guest')
})

test('side by side each scope has to be granted, or covered by one with a star', () => {
  expect(missingScope(['read:user', 'update:user'], ['read:*', 'update:user'])).toBeUndefined()
  expect(missingScope(['read:user', 'update:user'], ['read:*'])).toBe('update:user')
  expect(missingScope([], [])).toBeUndefined()
})

test('scopes with a star stand for those that they include', () => {
  expect(fewestScopes(['read:*', 'read:user', 'audit'])).toEqual(['read:*', 'audit'])
})
