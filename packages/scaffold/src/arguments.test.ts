import { describe, expect, test } from 'vitest'
import { readArguments } from './arguments.ts'

test('a name is enough', () => {
  expect(readArguments(['acme'])).toMatchObject({
    name: 'acme',
    dryRun: false,
    install: true,
    from: undefined,
  })
})

test('every option is read', () => {
  const args = [
    'acme',
    '--from',
    'a.yaml',
    '--evidence',
    'lineage',
    '--source',
    ' b ',
    '--dry-run',
    '--no-install',
  ]
  expect(readArguments(args)).toMatchObject({
    from: 'a.yaml',
    evidence: 'lineage',
    source: 'b',
    dryRun: true,
    install: false,
  })
})

test('help is asked for', () => expect(readArguments(['--help', 'acme'])).toBeUndefined())

describe('is refused with what is wrong:', () => {
  test.each([
    [[], 'A name is missing.'],
    [['acme', 'mail'], 'One name is enough, but there is also "mail"'],
    [['acme', '--form', 'x'], "Unknown option '--form'"],
    [['acme', '--from'], 'argument missing'],
    [
      ['acme', '--evidence', 'official'],
      '--evidence says how an imported document is known, so it needs --from',
    ],
    [
      ['acme', '--from', 'x', '--evidence', 'sure'],
      '--evidence takes official, observed, lineage, inferred, not "sure"',
    ],
    [['acme', '--from', 'x', '--source', ' '], '--source is empty'],
  ])('%j', (args, message) => {
    expect(() => readArguments(args)).toThrow(message)
  })
})
