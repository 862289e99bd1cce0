import { codeSamples, type Document, operationsOf, readModel } from '@parlance/compiler'
import MarkdownIt from 'markdown-it'
import { expect, test } from 'vitest'
import { bundle } from '../../test/fixture.ts'
import { operationListing } from '../reference/listing.ts'
import { viewOf } from '../reference/view.ts'
import { operationMarkdown, providerMarkdown } from './operation.ts'

const attack =
  '</script><script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) ``` */'

function hostile(): Document {
  const document = structuredClone(bundle)
  const item = document.paths['/accounts/{account_id}/widgets/{id}']!
  const get = item.get!
  Object.assign(get, { summary: attack, description: attack })
  get['x-evidence'] = { level: 'observed', source: attack, note: attack }
  Object.assign(get.parameters![0]!, { description: attack, example: attack })
  document.tags![0]!.description = attack
  document.components!.schemas!['Widget']!.properties!['constructor'] = {
    type: 'string',
    description: attack,
  }
  return document
}

const document = hostile()
const model = readModel('acme', document)
const operations = operationsOf(model)

test('the listing of a reference executes nothing', () => {
  expect(operationListing(model).source).not.toMatch(/<(?:script|img)/i)
})

test('the facts in a reference execute nothing', () => {
  const view = viewOf(document, 'acme')
  const { description = '' } = view.paths['/accounts/{account_id}/widgets/{id}']!.get!
  const facts = description.slice(description.indexOf('<dl'))
  expect(facts).toContain('&lt;script&gt;')
  expect(facts).not.toMatch(/<(?:script|img)|href="javascript:/i)
})

test('the Markdown of an operation keeps its fences, with the samples inside', () => {
  for (const operation of operations) {
    const tokens = new MarkdownIt().parse(operationMarkdown(document, model, operation), {})
    const fences = tokens.filter(({ type }) => type === 'fence').map(({ content }) => content)
    for (const { source } of codeSamples(model, operation).slice(0, 1))
      expect(fences.some((content) => content.includes(source.trim().split('\n')[0]!))).toBe(true)
  }
  expect(providerMarkdown(model)).toContain('# Acme')
})
