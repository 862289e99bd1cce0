import { codeSamples, curlCommand, listProviders, operationsOf, readProvider } from '@parlance/compiler'
import { describe, expect, test } from 'vitest'
import { openSandbox } from '../../sandbox/sandbox.ts'
import { consoleData } from '../data.ts'
import type { ConsoleData } from '../shape.ts'
import { askedOf } from './asked.ts'
import { bodyForm, type Form, newForm, setBodyText } from './form.ts'
import type { PageMock } from './page-mock.ts'
import { requestOf } from './request.ts'

// What the page gets is JSON, so it is tested as that.
const written = (name: string): ConsoleData => {
  const { model, document } = readProvider(name)
  return JSON.parse(JSON.stringify(consoleData(model, document))) as ConsoleData
}

function samplesOf(data: ConsoleData, form: Form) {
  const { model, operation, headers } = askedOf(data, form)
  return codeSamples(model, operation, undefined, headers)
}

describe.each(listProviders())('%s', (name) => {
  const { model } = readProvider(name)
  const data = written(name)

  test('an untouched form has the samples of the reference, for every operation', () => {
    expect(data.operations.map(({ id }) => id)).toEqual(operationsOf(model).map(({ id }) => id))
    for (const [index, operation] of operationsOf(model).entries()) {
      const form = newForm(data, data.operations[index]!)
      expect(samplesOf(data, form)).toEqual(codeSamples(model, operation))
    }
  })

  test('the request of an untouched form is that of the curl command', () => {
    for (const [index, operation] of operationsOf(model).entries()) {
      const { path, method, headers, body } = requestOf(data, newForm(data, data.operations[index]!))
      const command = curlCommand(model, operation, '')
      const text = typeof body === 'string' ? body : ''
      expect(command).toContain(`/${name}${path}`)
      expect(command).toContain({ GET: 'curl ', HEAD: '--head ' }[method] ?? `-X ${method} `)
      for (const [header, value] of headers) expect(command).toContain(`${header}: ${value}`)
      expect(command).toContain(text.replaceAll("'", String.raw`'\''`))
    }
  })
})

const chitchats = written('chitchats')
const create = () =>
  newForm(
    chitchats,
    chitchats.operations.find(({ id }) => id === 'shipments.create')!,
  )
const field = (form: Form, name: string) => form.fields.find(({ argument }) => argument.name === name)!

test('what is written into the form is in the samples and in the request', () => {
  const form = create()
  field(form, 'client_id').text = '12/3'
  field(form, 'accessToken').text = 'mine'
  setBodyText(form.bodies[0]!, '{"weight": 5}')
  form.prefer = 'code=429'
  const [curl, client, fetch] = samplesOf(chitchats, form).map(({ source }) => source)
  expect(curl).toContain('/clients/12%2F3/shipments')
  for (const source of [client, fetch]) expect(source).toContain("Prefer: 'code=429'")
  expect(client).toMatch(/clientId: '12\/3',\s+accessToken: 'mine'/)
  expect(client).toContain('shipments.create({ weight: 5 }, {')
  expect(requestOf(chitchats, form)).toMatchObject({
    path: '/api/v1/clients/12%2F3/shipments',
    headers: [
      ['Authorization', 'mine'],
      ['Content-Type', 'application/json'],
      ['Prefer', 'code=429'],
    ],
    body: '{"weight": 5}',
  })
})

test('what is switched off is not sent: a credential, a body', () => {
  const form = create()
  field(form, 'accessToken').on = false
  setBodyText(form.bodies[0]!, ' ')
  expect(requestOf(chitchats, form)).toMatchObject({ headers: [], body: undefined })
  expect(samplesOf(chitchats, form)[1]!.source).not.toContain('accessToken')
})

test('an optional parameter is sent once it is switched on, as what it is', () => {
  const form = newForm(
    chitchats,
    chitchats.operations.find(({ id }) => id === 'shipments.list')!,
  )
  expect(requestOf(chitchats, form).path).not.toContain('limit')
  Object.assign(field(form, 'limit'), { on: true, text: '7' })
  expect(requestOf(chitchats, form).path).toContain('?limit=7')
  expect(samplesOf(chitchats, form)[1]!.source).toContain('{ limit: 7 }')
  field(form, 'limit').text = 'many'
  expect(samplesOf(chitchats, form)[1]!.source).toContain("{ limit: 'many' }")
})

test('a body that is no JSON is sent as it is; the samples keep what it was', () => {
  const form = create()
  setBodyText(form.bodies[0]!, '{"weight": 5}')
  expect(setBodyText(form.bodies[0]!, '{"weight": }')).toMatchObject({ line: 1, column: 12 })
  expect(requestOf(chitchats, form).body).toBe('{"weight": }')
  expect(samplesOf(chitchats, form)[1]!.source).toContain('create({ weight: 5 })')
})

test('another example fills the body anew', () => {
  const form = create()
  const { body } = form.bodies[0]!
  form.bodies[0] = bodyForm(body, 1)
  expect(JSON.parse(requestOf(chitchats, form).body as string)).toEqual(body.examples[1]!.value)
})

const chatkitty = written('chatkitty')

test('a form is sent field by field, its file with its media type', async () => {
  const form = newForm(
    chatkitty,
    chatkitty.operations.find(({ id }) => id === 'imports.importUsers')!,
  )
  const sent = requestOf(chatkitty, form)
  const file = (sent.body as FormData).get('file') as File
  expect(file.type).toBe('application/json')
  expect(await file.text()).toBe((form.operation.bodies[0]!.examples[0]!.value as { file: string }).file)
  expect(sent.headers.map(([name]) => name)).not.toContain('Content-Type')
  form.bodies[0]!.parts[0]!.file!.chosen = { blob: new Blob(['x'], { type: 'image/png' }), name: 'p.png' }
  expect(samplesOf(chatkitty, form)[1]!.source).toContain(
    "new Blob([/* the bytes of p.png */], { type: 'image/png' })",
  )
  expect(samplesOf(chatkitty, form)[0]!.source).toContain('file=@file;type=image/png')
})

test('where JSON or a form is taken, both can be chosen', () => {
  const form = newForm(
    chatkitty,
    chatkitty.operations.find(({ id }) => id === 'channels.sendMessage')!,
  )
  expect(form.bodies.map(({ body }) => body.mediaType)).toEqual(['application/json', 'multipart/form-data'])
  expect(typeof requestOf(chatkitty, form).body).toBe('string')
  form.body = 1
  expect([...(requestOf(chatkitty, form).body as FormData).keys()]).toContain('groupTag')
  expect(samplesOf(chatkitty, form)[0]!.source).toContain('-F groupTag=')
})

test('the sandbox of the site is what the console takes it for', () => {
  const open: (site: URL) => PageMock = openSandbox
  expect(open(new URL('http://127.0.0.1/'))).toHaveProperty('fetch')
})
