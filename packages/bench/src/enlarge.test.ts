import { operationsOf, readModel } from '@parlance/compiler'
import { expect, test } from 'vitest'
import { enlarge } from './enlarge.ts'
import { provider, providerSubject } from './subject.ts'

const { document, model } = providerSubject(provider)
const own = operationsOf(model).length

test('a spec is enlarged to exactly as many operations as asked for', () => {
  for (const operations of [own, own + 1, 100]) {
    expect(operationsOf(readModel(provider, enlarge(document, operations)))).toHaveLength(operations)
  }
})

test('the original stands first and is unchanged', () => {
  const large = readModel(provider, enlarge(document, 100))
  expect(operationsOf(large).slice(0, own)).toEqual(operationsOf(model))
})

test('a copy has types of its own', () => {
  const large = operationsOf(readModel(provider, enlarge(document, 100)))
  const types = new Set(large.filter(({ verb }) => verb === 'get').map(({ data }) => data))
  expect(types).toContain('ShipmentEnvelope')
  expect(types).toContain('ShipmentEnvelopeCopy2')
})

test('every pointer leads to something', () => {
  const large = enlarge(document, 100)
  const pointers = JSON.stringify(large).match(/#\/components\/\w+\/[\w.-]+/g) ?? []
  expect(pointers.length).toBeGreaterThan(0)
  for (const pointer of new Set(pointers)) expect(follow(large, pointer), pointer).toBeDefined()
})

function follow(document: unknown, pointer: string): unknown {
  const steps = pointer.slice(2).split('/')
  return steps.reduce((node, step) => (node as Record<string, unknown> | undefined)?.[step], document)
}
