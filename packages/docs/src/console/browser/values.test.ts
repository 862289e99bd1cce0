import { expect, test } from 'vitest'
import { allowedOrigin } from './place.ts'
import { textOf, valueOf } from './values.ts'

const of = (kind: 'text' | 'number' | 'boolean' | 'list' | 'object', example?: unknown) => ({ kind, example })

test('an example that nobody touched is sent as it is in the spec', () => {
  for (const argument of [
    of('text', '7'),
    of('number', 7),
    of('list', ['createdTime,desc', 'x']),
    of('object', { createdAt: '>=2026-03-01' }),
    of('boolean', true),
  ])
    expect(valueOf(textOf(argument), argument)).toBe(argument.example)
})

test('what is written is sent as what the parameter is, where it can be that', () => {
  expect(valueOf('12', of('number'))).toBe(12)
  expect(valueOf('twelve', of('number'))).toBe('twelve')
  expect(valueOf('false', of('boolean'))).toBe(false)
  expect(valueOf('12', of('text'))).toBe('12')
  expect(valueOf('a,b\n\n c ', of('list'))).toEqual(['a,b', 'c'])
  expect(valueOf('a=b=c\nd', of('object'))).toEqual({ a: 'b=c', d: '' })
})

test('requests go to this machine or to where the page came from, and nowhere else', () => {
  const own = 'https://docs.example'
  expect(allowedOrigin('127.0.0.1:4011', own)).toBe('http://127.0.0.1:4011')
  expect(allowedOrigin('http://localhost:4010/', own)).toBe('http://localhost:4010')
  expect(allowedOrigin('https://docs.example', own)).toBe(own)
  for (const text of ['https://chitchats.com', 'http://127.0.0.1.example', 'http://127.0.0.1/a', '', 'x y'])
    expect(allowedOrigin(text, own), text).toBeUndefined()
})
