import { describe, expect, test } from 'vitest'
import { acme } from '../../test/acme.ts'
import { extensions } from '../../../spec-rules/src/extensions.ts'
import { extensionChanges } from '../compare/extensions.ts'
import { behaviourRules } from './behaviour.ts'

test('every extension of the catalogue has a rule, and nothing else has', () => {
  expect(Object.keys(behaviourRules).toSorted()).toEqual(Object.keys(extensions).toSorted())
})

/** What a rule says of a value that came, went or became otherwise. */
function ruled(name: string, before: unknown, after: unknown): string[] {
  const change = {
    name,
    subject: { kind: 'api' as const, name: '' },
    field: '',
    before,
    after,
    operations: [],
  }
  return behaviourRules[name]!(change, '`a.b`').map(({ impact, text }) => `${impact}: ${text}`)
}

const evidence = { level: 'official', source: 'README' }
const limit = { name: 'all', requests: 10, window: 1, scope: ['key'], evidence }
const paging = { style: 'page', offsetParam: 'page', limitParam: 'limit', items: '/data' }
const flow = { lifetime: 60, expiredStatuses: [401], credentials: { id: 'clientId' } }

describe('behaviour', () => {
  test.each([
    [
      'x-retry-safety',
      'safe',
      'unsafe',
      'minor: `a.b` is no longer sent again when its outcome is unknown: it is `unsafe`.',
    ],
    [
      'x-retry-safety',
      'unsafe',
      'idempotent',
      'minor: `a.b` is sent again now when its outcome is unknown: it is `idempotent`.',
    ],
    ['x-retry-safety', 'safe', 'idempotent', 'patch: `a.b` is `idempotent` to repeat, and was `safe`.'],
    ['x-redoclyPagination', undefined, paging, 'minor: `a.b` pages by itself now.'],
    [
      'x-redoclyPagination',
      paging,
      undefined,
      'major: `a.b` no longer pages by itself: a loop over it breaks.',
    ],
    [
      'x-redoclyPagination',
      paging,
      { ...paging, items: '/rows' },
      'major: A loop over `a.b` yields other items: those at `/rows`.',
    ],
    [
      'x-redoclyPagination',
      paging,
      { ...paging, style: 'link' },
      'minor: `a.b` pages in another way; a loop over it stays as it is.',
    ],
    ['x-rate-limits', [], [limit], 'minor: The client keeps `a.b` to 10 requests in 1 second (`all`).'],
    [
      'x-rate-limits',
      [limit],
      [{ ...limit, requests: 5 }],
      'minor: The client keeps `a.b` to 5 requests in 1 second, not 10 requests in 1 second (`all`).',
    ],
    [
      'x-rate-limits',
      [limit],
      [{ ...limit, window: 2, requests: 40 }],
      'patch: The client keeps `a.b` to 40 requests in 2 seconds, not 10 requests in 1 second (`all`).',
    ],
    [
      'x-rate-limits',
      [limit],
      [{ ...limit, evidence: { level: 'observed', source: 'x' } }],
      'patch: How we know `all` is told otherwise.',
    ],
    [
      'x-rate-limits',
      [{ ...limit, clientOption: 'bot' }],
      [],
      'major: The client no longer keeps to `all` of `a.b`.',
    ],
    ['x-client-option', 'token', 'key', 'major: The option `token` of the client is called `key` now.'],
    [
      'x-token-flow',
      flow,
      { ...flow, lifetime: 30 },
      'minor: The token of `a.b` is handled otherwise: `lifetime`.',
    ],
    [
      'x-token-flow',
      flow,
      { ...flow, credentials: { id: 'key' } },
      'major: The token of `a.b` is made from other options of the client.',
    ],
    [
      'x-webhook-signature',
      undefined,
      { header: 'x', evidence },
      'major: Deliveries of `a.b` are verified now, for which a secret is needed.',
    ],
    [
      'x-client-check',
      { keywords: ['pattern'], evidence },
      { keywords: ['pattern'], evidence: { ...evidence, source: 'x' } },
      'patch: How we know `x-client-check` of `a.b` is told otherwise.',
    ],
    [
      'x-evidence',
      { level: 'inferred', source: 'x' },
      evidence,
      'patch: `a.b` is `official` now, and was `inferred`: it is known better.',
    ],
    [
      'x-evidence',
      evidence,
      { level: 'observed', source: 'x' },
      'patch: `a.b` is `observed` now, and was `official`: it is known worse.',
    ],
    ['x-evidence', evidence, { ...evidence, source: 'x' }, 'patch: Wording of `a.b`.'],
  ])('%s from %j to %j', (name, before, after, text) => {
    expect(ruled(name, before, after)).toEqual([text])
  })

  test.each(Object.keys(behaviourRules))(
    '%s: what comes, goes or changes is told, and none of it throws',
    (name) => {
      const [before, after] =
        name === 'x-rate-limits' ? [[limit], [{ ...limit, requests: 1 }]] : [{ bytes: 1 }, { bytes: 2 }]
      for (const said of [
        ruled(name, undefined, after),
        ruled(name, before, undefined),
        ruled(name, before, after),
      ]) {
        expect(said.length).toBeGreaterThan(0)
        expect(said.join()).not.toMatch(/undefined|\[object|\{what|\{before|\{after/)
      }
    },
  )
})

describe('extensions of documents', () => {
  test('are found at any depth, lists too, and by name whatever the order', () => {
    const before = acme()
    const after = acme()
    after['x-rate-limits']![0]!.requests = 5
    after.components!.schemas!['Widget']!.properties!['note']!['x-evidence'] = {
      level: 'observed',
      source: 'x',
    }
    before.paths['/widgets']!.get!.parameters!.unshift({
      name: 'first',
      in: 'query',
      'x-client-option': 'first',
    })
    after.paths['/widgets']!.get!.parameters!.push({ name: 'first', in: 'query', 'x-client-option': 'first' })
    const found = extensionChanges(before, after).map(({ name, subject, field }) => [
      name,
      subject.name,
      field,
    ])
    expect(found).toEqual([
      ['x-rate-limits', '', ''],
      ['x-evidence', 'Widget', 'note'],
    ])
  })

  test('that came with what they belong to are no difference of their own', () => {
    const after = acme()
    after.components!.schemas!['Widget']!.properties!['weight'] = {
      type: 'number',
      'x-evidence': { level: 'observed', source: 'x' },
    }
    after.paths['/things'] = { get: { ...after.paths['/widgets']!.get!, operationId: 'things.list' } }
    expect(extensionChanges(acme(), after)).toEqual([])
  })
})
