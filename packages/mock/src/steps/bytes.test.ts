import { afterAll, beforeAll, expect, test } from 'vitest'
import { serve } from '../../test/start.ts'
import type { Mock } from '../mock.ts'

// All bytes, most of which are no UTF-8.
const pixels = Buffer.from(Array.from({ length: 256 }, (_, index) => index))
const encoded = pixels.toString('base64')
const base64 = { type: 'string', contentEncoding: 'base64' }

const gallery = {
  openapi: '3.1.0',
  info: { title: 'Gallery', version: '1' },
  paths: {
    '/picture': {
      get: {
        responses: {
          '200': {
            description: 'A picture.',
            content: {
              'image/png': { schema: { $ref: '#/components/schemas/Picture' }, example: encoded },
              'text/plain': { schema: { type: 'string' }, example: encoded },
              'application/json': { schema: base64, example: encoded },
            },
          },
        },
      },
      put: {
        requestBody: {
          content: { 'image/*': { schema: { type: 'string', contentMediaType: 'image/png' } } },
        },
        responses: { '204': { description: 'Kept.' } },
      },
      post: {
        requestBody: {
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                required: ['file'],
                properties: {
                  file: { type: 'string', format: 'binary' },
                  title: { type: 'string', maxLength: 5 },
                },
              },
            },
          },
        },
        responses: { '204': { description: 'Kept.' }, '400': { description: 'Bad.' } },
      },
    },
  },
  components: { schemas: { Picture: base64 } },
}

let mock: Mock
beforeAll(async () => void (mock = await serve({ gallery })))
afterAll(() => mock.close())

const get = (accept: string) => fetch(`${mock.url}/gallery/picture`, { headers: { accept } })

test('a body that its example holds in Base64 is sent as bytes', async () => {
  for (const response of [await get('image/png'), await get('image/png')]) {
    expect(response.headers.get('content-length')).toBe('256')
    expect(Buffer.from(await response.arrayBuffer()).equals(pixels)).toBe(true)
  }
})

test('text and JSON stay text', async () => {
  expect(await (await get('text/plain')).text()).toBe(encoded)
  expect(await (await get('application/json')).json()).toBe(encoded)
})

test('a body of bytes is taken', async () => {
  const headers = { 'content-type': 'image/png' }
  const response = await fetch(`${mock.url}/gallery/picture`, { method: 'PUT', headers, body: pixels })
  expect(response.status).toBe(204)
})

test('so are bytes in a form, whose other fields are validated', async () => {
  const send = (title: string) => {
    const form = new FormData()
    form.set('file', new Blob([pixels], { type: 'image/png' }), 'a.png')
    form.set('title', title)
    return fetch(`${mock.url}/gallery/picture`, { method: 'POST', body: form })
  }
  expect((await send('short')).status).toBe(204)
  const refused = await send('too long')
  expect([refused.status, refused.headers.get('x-parlance-refusal')]).toEqual([
    400,
    'body.title must NOT have more than 5 characters',
  ])
})
