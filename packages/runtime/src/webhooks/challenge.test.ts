import { expect, test } from 'vitest'
import { challengeOf } from './challenge.ts'
import { hub } from './testing.ts'

const definition = { ...hub, challenge: { parameter: 'challenge', where: { type: 'subscribe' } } }

test.each([
  ['of the Fetch API', new Request('https://bot.example/hook?type=subscribe&challenge=a%2Bb%20c')],
  ['of node:http', { method: 'GET', url: '/hook?type=subscribe&challenge=a%2Bb+c' }],
])('a request %s is asked for its challenge', (_, request) => {
  expect(challengeOf(definition, request)).toBe('a+b c')
})

test.each([
  ['a delivery', { method: 'POST', url: '/hook?type=subscribe&challenge=x' }],
  ['of another type', { method: 'GET', url: '/hook?type=unsubscribe&challenge=x' }],
  ['without a type', { method: 'GET', url: '/hook?challenge=x' }],
  ['without a challenge', { method: 'GET', url: '/hook?type=subscribe' }],
  ['without anything', {}],
])('a request that is %s has none', (_, request) => {
  expect(challengeOf(definition, request)).toBeUndefined()
})

test('a provider that asks no challenge has none', () => {
  expect(challengeOf(hub, { method: 'GET', url: '/?type=subscribe&challenge=x' })).toBeUndefined()
})
