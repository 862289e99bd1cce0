import { expect, test } from 'vitest'
import { compareParameters, splitTop } from './parameters.ts'
import { compareReports } from './report.ts'

const report = (methods: string, rest = '', head = 'Environments: `production`. Client options: `key`.') =>
  `# @parlance/acme\n\n${head}\n\n## widgets\n\n\`\`\`ts\n${methods}\`\`\`\n\n- \`widgets.get\` — GET \`/widgets\`; safe; errors 400\n${rest}`

const get = 'widgets.get(id: string, options?: CallOptions): Call<Widget, WidgetsGetError>\n'

function told(before: string, after: string): string[] {
  return compareReports(before, after).map(({ impact, text }) => `${impact}: ${text}`)
}

test('methods come, go and change', () => {
  expect(told(report(get), report(get))).toEqual([])
  expect(told(report(get), report(`${get}widgets.buy(id: string): Call<Widget, E>\n`))).toEqual([
    'minor: The method `widgets.buy` is new.',
  ])
  expect(told(report(get), report(''))).toEqual(['major: The method `widgets.get` is gone.'])
  expect(told(report(get), report(get.replace('Call<Widget', 'Call<Thing')))).toEqual([
    'major: `widgets.get` returns `Call<Thing, WidgetsGetError>` now, not `Call<Widget, WidgetsGetError>`.',
  ])
})

test('options, environments, types, events and links come and go', () => {
  const before = report(get, '\n## Webhooks\n\n- `sold` — `Sold`; official\n\n## Types\n\n`Widget`, `Sold`\n')
  const after = report(
    get,
    '\n## Links\n\n- `Widget` — `maker` → `makers.get`\n\n## Types\n\n`Widget`\n',
    'Environments: `production`, `staging`. Client options: `token`.',
  )
  expect(told(before, after)).toEqual([
    'major: The client option `key` is gone.',
    'major: The type `Sold` is gone.',
    'major: The event `sold` is gone.',
    'minor: The environment `staging` is new.',
    'minor: The client option `token` is new.',
    'minor: The link `Widget maker → makers.get` is new.',
  ])
})

test.each([
  ['id: string, options?: O', 'id: string, options?: O', undefined],
  ['id: string', 'key: string', 'patch'],
  ['id: string', 'id: string, options?: O', 'minor'],
  ['body: B', 'body?: B | undefined', 'minor'],
  ['body?: B | undefined', 'body: B', 'major'],
  ['id: string, options?: O', 'id: string, query: Q, options?: O', 'major'],
  ['id: string', 'id: number', 'major'],
  ['id: string, options?: O', 'id: string', 'major'],
])('a call that fitted (%s) and (%s): %s', (before, after, impact) => {
  expect(compareParameters(before, after).impact).toBe(impact)
})

test('a list is split where no bracket is open', () => {
  expect(splitTop('a: Map<string, number>, b: (x: A, y: B) => void, c: { d: 1, e: [2, 3] }')).toEqual([
    'a: Map<string, number>',
    'b: (x: A, y: B) => void',
    'c: { d: 1, e: [2, 3] }',
  ])
})
