import { root } from '@parlance/compiler'
import { describe, expect, test } from 'vitest'
import { ScaffoldError } from './errors.ts'
import { checkName, checkServer, checkTitle, titleOf } from './name.ts'

describe('a name', () => {
  test.each(['acme', 'acme-mail', 'a1', 'shop-24-api'])('can be %s', (name) => {
    expect(() => checkName(root, name)).not.toThrow()
  })

  test.each([
    ['Acme', 'must begin with a lower-case letter', 'acme'],
    ['acme mail', 'lower-case letters, digits and single hyphens', 'acme-mail'],
    ['acme--mail', 'single hyphens', 'acme-mail'],
    ['acme-', 'single hyphens', 'acme'],
    ['AcmeMail', 'lower-case', 'acme-mail'],
    ['Ünïcode', 'lower-case', 'unicode'],
    ['24shop', 'must begin with a lower-case letter', 'shop'],
    ['a', 'at least 2 characters', 'a-api'],
    ['a'.repeat(33), 'has 33 characters and may have 32', 'a'.repeat(28)],
    ['../../etc', 'must begin with a lower-case letter', 'etc'],
    ['chitchats', 'specs/chitchats exists already', 'chitchats-api'],
    ['runtime', 'packages/runtime exists already', 'runtime-api'],
    ['conformance', 'packages/conformance exists already', 'conformance-api'],
    ['guides', 'reserved', 'guides-api'],
    ['spec-acme', 'begin with "spec-"', 'acme'],
    ['four-providers', '.changeset/four-providers.md exists already', 'four-providers-api'],
  ])('cannot be %s, and another is suggested', (name, problem, suggestion) => {
    expect(() => checkName(root, name)).toThrow(problem)
    expect(() => checkName(root, name)).toThrow(`How about "${suggestion}"?`)
  })

  test('that nothing can be made of gets no suggestion', () => {
    expect(() => checkName(root, '--')).toThrow(/be the name of a provider: .*\.$/)
  })

  test('becomes a title', () => expect(titleOf('acme-mail')).toBe('Acme Mail'))
})

test('a title loses a last API, and what code could not carry is refused', () => {
  expect(checkTitle(' Acme Mail API')).toBe('Acme Mail')
  for (const title of ['', '1st', "O'Neill", 'A: b', 'x'.repeat(60), 'a\nb', '日本']) {
    expect(() => checkTitle(title)).toThrow(ScaffoldError)
  }
})

test('an address is absolute and plain', () => {
  expect(checkServer('https://api.acme.example/v1/')).toBe('https://api.acme.example/v1')
  for (const url of [
    'acme',
    '/v1',
    'ftp://a',
    'https://a?b',
    'https://a#b',
    'https://u:p@a',
    'https://a/{b}',
  ]) {
    expect(() => checkServer(url)).toThrow('--server https://api.acme.example/v1')
  }
})
