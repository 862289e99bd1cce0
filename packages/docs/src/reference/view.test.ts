import type { Document, Evidence } from '@parlance/compiler'
import { expect, test } from 'vitest'
import { bundle } from '../../test/fixture.ts'
import { viewOf } from './view.ts'

const guess: Evidence = {
  level: 'inferred',
  source: 'https://acme.test/guide/, section <3>',
  note: 'It may differ',
}
const note =
  '<p class="known known-inferred"><strong>Inferred</strong> — <a href="https://acme.test/guide/">acme.test/guide</a>, section &lt;3&gt;. It may differ.</p>'

interface Shown {
  description?: string
  'x-badges'?: unknown
  'x-codeSamples'?: { label: string; source: string }[]
}

function get(document: Document, path: string): Shown {
  const found = path
    .split(' ')
    .reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], document)
  return found as Shown
}

const place = 'paths /accounts/{account_id}/widgets/{id} get'

test('an operation has its level as a word, its facts after its text, and its samples', () => {
  const operation = get(viewOf(bundle, 'acme'), place)
  expect(operation['x-badges']).toEqual([{ name: 'observed', color: 'grey', position: 'after' }])
  expect(operation.description).toMatch(
    /^<dl class="facts known-observed"><div><dt>How we know<\/dt><dd><strong>Observed<\/strong> — README\.<\/dd><\/div>/,
  )
  expect(operation['x-codeSamples']?.map(({ label }) => label)).toEqual(['curl', 'Client', 'fetch'])
})

test('HTML in a description has no blank line, at which it would end', () => {
  const { description } = get(viewOf(bundle, 'acme'), place)
  expect(description).not.toContain('\n\n')
})

test('a field says how it is known, in its description', () => {
  const document = structuredClone(bundle)
  Object.assign(document.components!.schemas!['Widget']!.properties!['id']!, { 'x-evidence': guess })
  const field = get(viewOf(document, 'acme'), 'components schemas Widget properties id')
  expect(field.description).toBe(`Id.\n\n${note}`)
})

test('a note beside a reference keeps the description of what is referred to', () => {
  const document = structuredClone(bundle)
  const { Widget } = document.components!.schemas!
  Object.assign(Widget!, { description: 'A thing.', 'x-evidence': { level: 'official', source: 'README' } })
  Widget!.properties!['twin'] = { $ref: '#/components/schemas/Widget', 'x-evidence': guess }
  const field = get(viewOf(document, 'acme'), 'components schemas Widget properties twin')
  expect(field.description).toBe(`A thing.\n\n${note}`)
})

test('the bundle itself stays as it is', () => {
  const before = structuredClone(bundle)
  viewOf(bundle, 'acme')
  expect(bundle).toEqual(before)
})

test('an operation leads to what is said of its errors', () => {
  const failing = structuredClone(bundle)
  Object.values(failing.paths)[0]!.get!.responses['404'] = { description: 'No such widget.' }
  expect(get(viewOf(failing, 'acme'), place).description).toContain(
    '<dt>Errors</dt><dd><a href="../../errors/acme/#e-404">404</a></dd>',
  )
})
