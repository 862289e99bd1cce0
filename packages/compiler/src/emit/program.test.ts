import { expect, test } from 'vitest'
import { operationsOf } from '../model.ts'
import { readModel } from '../read/model.ts'
import { acme } from '../testing.ts'
import { clientProgram, curlCommand } from './program.ts'

const model = readModel('acme', acme())
const operations = new Map(operationsOf(model).map((one) => [one.id, one]))
const mock = 'http://127.0.0.1:4010'

test('a program imports, configures, calls and prints', () => {
  expect(clientProgram(model, operations.get('parcels.create')!, mock))
    .toBe(`import { createClient } from '@parlance/acme'

const acme = createClient({ accountId: '42', apiKey: 'demo', origin: 'http://127.0.0.1:4010/acme' })

const { parcel } = await acme.parcels.create({ id: 'p1', status: 'ready' })
console.log(parcel)
`)
})

test('a program of an anonymous operation needs no credentials', () => {
  expect(clientProgram(model, operations.get('tracking.get')!, mock)).toContain(
    "createClient({ origin: 'http://127.0.0.1:4010/acme' })",
  )
})

test('a curl command has the whole URL, the credentials and the body', () => {
  expect(curlCommand(model, operations.get('parcels.create')!, mock))
    .toBe(`curl -X POST http://127.0.0.1:4010/acme/v1/accounts/42/parcels \\
  -H 'x-api-key: demo' \\
  -H 'Content-Type: application/json' \\
  -d '{
  "id": "p1",
  "status": "ready"
}'`)
})

test('curl asks for headers alone as curl does it, for it would wait for a body otherwise', () => {
  const head = { ...operations.get('tracking.get')!, method: 'HEAD' }
  expect(curlCommand(model, head, mock)).toMatch(/^curl --head /)
})
