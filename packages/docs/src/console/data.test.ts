import { gzipSync } from 'node:zlib'
import { listProviders, operationsOf, readModel, readProvider } from '@parlance/compiler'
import { expect, test } from 'vitest'
import { bundle } from '../../test/fixture.ts'
import { consoleScript } from './bundle.ts'
import { consoleData } from './data.ts'
import { consolePart } from './part.ts'
import { firstSentence } from './sentence.ts'

const acme = consoleData(readModel('acme', bundle), bundle)

test('an operation has what a form needs, and the answers that can be asked for', () => {
  expect(acme.operations.find(({ id }) => id === 'widgets.get')).toMatchObject({
    method: 'GET',
    path: '/accounts/{account_id}/widgets/{id}',
    args: [{ name: 'id', kind: 'text', required: true }],
    bodies: [],
    answers: [{ status: 200, description: 'Done.', examples: [] }],
  })
})

test('values that the spec lists are offered', () => {
  const { model, document } = readProvider('chitchats')
  const list = consoleData(model, document).operations.find(({ id }) => id === 'shipments.list')!
  expect(list.query.find(({ choices }) => choices)?.choices?.length).toBeGreaterThan(1)
})

test('headers of an operation have fields too', () => {
  const own = structuredClone(bundle)
  const headers = [{ name: 'X-Trace', in: 'header' as const, schema: { type: 'string' }, example: 't1' }]
  own.paths['/accounts/{account_id}/widgets']!.get!.parameters = headers
  const { operations } = consoleData(readModel('acme', own), own)
  expect(operations.find(({ id }) => id === 'widgets.list')!.headers).toMatchObject([
    { name: 'X-Trace', example: 't1', required: false },
  ])
})

test('nothing of it is heavy: 12 kB for a provider, 16 kB for the console, compressed', async () => {
  for (const name of listProviders()) {
    const { model, document } = readProvider(name)
    const text = JSON.stringify(consoleData(model, document))
    expect(gzipSync(text).length, name).toBeLessThan(12_000)
  }
  expect(gzipSync(await consoleScript()).length).toBeLessThan(16_000)
})

test('the console is the same each time it is made, and knows no folder of this machine', async () => {
  const script = await consoleScript()
  expect(await consoleScript()).toBe(script)
  expect(script).not.toContain(import.meta.dirname)
  expect(script).not.toContain('sourceMappingURL')
})

test('a hint is the first sentence, as plain text', () => {
  expect(firstSentence('The `id` of a [shipment](x.md),\nsuch as 2.5. More.\n\nAnd more.')).toBe(
    'The id of a shipment, such as 2.5.',
  )
  expect(firstSentence('No end')).toBe('No end')
})

test('the page knows every operation by name, so that each gets its button', () => {
  for (const name of listProviders()) {
    const { model, document } = readProvider(name)
    const { name: file, head } = consolePart(model, document)
    const [, listed = ''] = /data-operations="([^"]*)"/.exec(head.source) ?? []
    expect(listed.split(' ')).toEqual(operationsOf(model).map(({ id }) => id))
    expect(head.source).toContain(`data-console="./${file}"`)
  }
})
