import { join } from 'node:path'
import { type Document, operationsOf, readModel, root } from '@parlance/compiler'
import { describe, expect, test } from 'vitest'
import { bundle } from '../../test/fixture.ts'
import { findProviders } from '../providers.ts'
import { readSite } from '../site.ts'
import { catalogueOf, errorAnchor } from './article.ts'
import { errorFacts } from './fact.ts'
import { catalogueText } from './provider.ts'

const evidence = {
  level: 'observed',
  source: 'https://acme.test/errors',
  note: 'The words are ours.',
} as const

/** The fixture with errors: one that an operation declares, and one that comes whatever is asked. */
function withErrors(): Document {
  const whole = structuredClone(bundle)
  const body = (examples: Record<string, { summary?: string; value: unknown }>) => ({
    'application/json': { schema: { $ref: '#/components/schemas/Fault' }, examples },
  })
  const item = Object.values(whole.paths)[0]!
  item.get!.responses['404'] = {
    description: 'No such widget. Or | it is yours no more.',
    content: body({ Lost: { summary: 'Gone.', value: { message: 'No widget.', code: 'lost' } } }),
    'x-evidence': evidence,
  }
  whole['x-error-message'] = ['/message']
  whole['x-error-responses'] = {
    500: { description: 'It broke.', content: body({ Broken: { value: { message: 'Oh' } } }) },
  }
  whole.components!.schemas!['Fault'] = {
    type: 'object',
    required: ['message'],
    properties: { message: { type: 'string', description: 'What is wrong.' } },
  }
  return whole
}

const document = withErrors()
const model = readModel('acme', document)
const text = catalogueText(document, catalogueOf(model), [])

describe('the catalogue of a provider', () => {
  test('has a row and a section for each status', () => {
    expect(text).toMatch(/\| \[404 Not Found\]\(#e-404\) +\| No such widget\. +\| 1 operation +\| no +\|/)
    expect(text).toMatch(
      /\| \[500 Internal Server Error\]\(#e-500\) +\| It broke\. +\| none: any request +\| where that is safe +\|/,
    )
    expect(text.match(/^## \d+.*$/gm)).toEqual(['## 404 Not Found', '## 500 Internal Server Error'])
  })

  test('says what a status means, how that is known, and what its body is', () => {
    expect(text).toContain(
      '> **Observed** — [acme.test/errors](https://acme.test/errors). The words are ours.',
    )
    expect(text).toContain('Body: [`Fault`](#body-fault) as `application/json`.')
    expect(text).toContain('### Body Fault\n\n- `message` (string, always): What is wrong.')
    expect(text).toContain('**`Lost`** Gone. Message: “No widget”. To compare: `lost`.')
  })

  test('says what the client does, and how to have it from the mock', () => {
    expect(text).toContain("`isApiError(error, 'widgets.get', 404)`")
    expect(text).toContain('It does not send the call again')
    expect(text).toContain('for 2 of 3 operations.')
    expect(text).toContain("-H 'Prefer: code=404, example=Lost'")
    expect(text).toContain("-H 'x-parlance-fault: error=500'")
    expect(text).toContain("headers: { Prefer: 'code=404, example=Lost' }")
  })

  test('names the operations that declare a status', () => {
    expect(text).toContain('Declared by:\n\n- `widgets.get`')
    expect(text).toContain('No operation declares it')
  })

  test('of a provider without errors says so', () => {
    expect(catalogueText(bundle, catalogueOf(readModel('acme', bundle)), [])).toContain(
      'No error is documented.',
    )
  })
})

test('the facts of an operation lead to its statuses', () => {
  const get = operationsOf(model).find(({ id }) => id === 'widgets.get')!
  expect(errorFacts('acme', get, 'reference/acme/')).toEqual([
    { name: 'Errors', statements: ['[404](../../errors/acme/#e-404)'] },
  ])
  expect(errorFacts('acme', { errors: [] }, 'reference/acme/')).toEqual([])
})

describe('of every real provider', async () => {
  const { providers, articles } = await readSite(root, await findProviders(join(root, 'specs')))

  test.each(providers.map((one) => [one.name, one] as const))(
    '%s: every error of every operation is on its page, at an id of its own',
    (name, { model: own }) => {
      const { rendered } = articles.find(({ article }) => article.path === `errors/${name}/`)!
      const sections = rendered.content.source.split(/(?=<h2 )/)
      for (const { id, errors } of operationsOf(own)) {
        for (const { status } of errors) {
          const section = sections.find((part) => part.startsWith(`<h2 id="${errorAnchor(status)}">`))
          expect(section, `${id} ${status}`).toContain(`<code>${id}</code>`)
        }
      }
    },
  )

  test('ids are there once', () => {
    for (const { article, rendered } of articles) {
      const ids = rendered.headings.map(({ id }) => id)
      expect(new Set(ids).size, article.path).toBe(ids.length)
    }
  })
})
