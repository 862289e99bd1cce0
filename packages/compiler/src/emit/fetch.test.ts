import { expect, test } from 'vitest'
import type { Document } from '../document.ts'
import { operationsOf } from '../model.ts'
import { readModel } from '../read/model.ts'
import { acme, acmeWithFiles } from '../testing.ts'
import { fetchProgram } from './fetch.ts'

const mock = 'http://127.0.0.1:4010'

function program(id: string, document: Document = acme()): string {
  const model = readModel('acme', document)
  return fetchProgram(
    model,
    operationsOf(model).find((one) => one.id === id)!,
    mock,
  )
}

test('a body is sent as JSON, with its media type and the credentials', () => {
  expect(program('parcels.create'))
    .toBe(`const response = await fetch('http://127.0.0.1:4010/acme/v1/accounts/42/parcels', {
  method: 'POST',
  headers: { 'x-api-key': 'demo', 'Content-Type': 'application/json' },
  body: JSON.stringify({ id: 'p1', status: 'ready' }),
})
if (!response.ok) throw new Error(\`\${response.status} \${await response.text()}\`)
console.log(await response.json())
`)
})

test('an anonymous read is an address and nothing else', () => {
  expect(program('tracking.get')).toContain("await fetch('http://127.0.0.1:4010/acme/track/example')\n")
})

test('an answer without a body shows its status, a file is no JSON', () => {
  expect(program('parcels.delete')).toContain('console.log(response.status)')
  expect(program('labels.get', acmeWithFiles())).toContain('console.log(await response.blob())')
  expect(program('labels.list', acmeWithFiles())).toContain('console.log(await response.text())')
})

test('a form is filled in field by field, files as files; its media type is left to the platform', () => {
  const text = program('photos.upload', acmeWithFiles())
  expect(text).toContain(`const form = new FormData()
form.append('file', new Blob(['bytes']))
form.append('more', new Blob(['one'], { type: 'image/png' }))
form.append('more', new Blob(['two'], { type: 'image/png' }))
form.append('photo', new Blob(['it\\'s'], { type: 'image/jpeg' }))
form.append('note', 'Front')
form.append('size', '{"x":1}')
`)
  expect(text).toContain('  body: form,\n')
  expect(text).not.toContain('Content-Type')
})

test('a credential of the query stands in the address, and lists are written as the operation has them', () => {
  const document = acme()
  Object.assign(document.components!.securitySchemes!['Key']!, { in: 'query', name: 'key' })
  const list = document.paths['/photos']!.get!
  for (const parameter of list.parameters!) {
    const example = 'name' in parameter && parameter.name === 'select' ? ['a', 'b'] : { size: 'x' }
    Object.assign(parameter, { required: true, example })
  }
  expect(program('photos.list', document)).toContain('/acme/v1/photos?select=a%2Cb&size=x&key=demo')
})
