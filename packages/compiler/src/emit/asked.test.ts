import { expect, test } from 'vitest'
import { operationsOf } from '../model.ts'
import { readModel } from '../read/model.ts'
import { acme } from '../testing.ts'
import type { SampleModel } from './asked.ts'
import { codeSamples } from './code-samples.ts'

const model = readModel('acme', acme())
const operations = new Map(operationsOf(model).map((one) => [one.id, one]))
const mock = 'http://127.0.0.1:4010'
const prefer: [string, string][] = [['Prefer', 'code=404']]

function sources(asked: SampleModel, id: string, headers = prefer) {
  const samples = codeSamples(asked, operations.get(id)!, mock, headers)
  return Object.fromEntries(samples.map(({ label, source }) => [label, source]))
}

test('headers that are asked for stand in every sample, in the client behind the operands', () => {
  const create = sources(model, 'parcels.create')
  expect(create['curl']).toContain("-H 'Prefer: code=404'")
  expect(create['fetch']).toContain("Prefer: 'code=404'")
  expect(create['Client']).toContain(
    "create({ id: 'p1', status: 'ready' }, { headers: { Prefer: 'code=404' } })",
  )
})

test('where a query could stand and none does, the options leave its place free', () => {
  const list = operationsOf(model).find(({ query, body, args }) => query.length > 0 && !body && !args.length)!
  const quiet = { ...list, query: list.query.map((one) => ({ ...one, required: false })), needsOneOf: [] }
  const client = codeSamples(model, quiet, mock, prefer).find(({ label }) => label === 'Client')!
  expect(client.source).toContain(`acme.${list.id}(undefined, { headers: { Prefer: 'code=404' } })`)
})

test('beside a body, a query goes with the options', () => {
  const create = operations.get('parcels.create')!
  const query = [{ name: 'dry', example: true, required: true, writing: undefined }]
  const client = codeSamples(model, { ...create, query }, mock).find(({ label }) => label === 'Client')!
  expect(client.source).toContain("{ id: 'p1', status: 'ready' }, { query: { dry: true } })")
})

test('a credential has the value that it was given', () => {
  const credentials = model.credentials.map((one) => ({ ...one, value: 'mine' }))
  const create = sources({ ...model, credentials }, 'parcels.create', [])
  expect(create['curl']).toContain("-H 'x-api-key: mine'")
  expect(create['Client']).toContain("apiKey: 'mine'")
})
