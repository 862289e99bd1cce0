import { describe, expect, test } from 'vitest'
import { call } from './call.ts'
import { DecodeError } from './errors.ts'
import { file } from './files.ts'
import type { Operation } from './operation.ts'
import { getParcel, json, kernelAt, serve } from './testing.ts'

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x00, 0xff])

const getting = (accept: string): Operation => ({ ...getParcel, id: 'parcels.getFile', accept, decode: file })

/** What a call gives that is answered with a body of a media type, if it has one. */
async function got(
  accept: string,
  mediaType: string | undefined,
  body: Uint8Array | string,
): Promise<unknown> {
  const origin = await serve((_, response) => {
    response.writeHead(200, mediaType === undefined ? {} : { 'content-type': mediaType }).end(body)
  })
  return call(kernelAt(origin), getting(accept), ['p1'])
}

describe('a success that is a file', () => {
  test('is a Blob with its bytes and its type', async () => {
    const label = await got('image/png', 'image/png', png)
    expect(label).toBeInstanceOf(Blob)
    expect(label).toHaveProperty('type', 'image/png')
    expect(new Uint8Array(await (label as Blob).arrayBuffer())).toEqual(png)
  })

  test('may be of another binary type than documented, which the Blob tells', async () => {
    expect(await got('application/pdf, image/png', 'image/webp', png)).toHaveProperty('type', 'image/webp')
    expect(await got('application/pdf', 'application/octet-stream', png)).toBeInstanceOf(Blob)
    expect(await got('application/pdf', undefined, png)).toBeInstanceOf(Blob)
  })

  test('may be of any type where any is documented', async () => {
    expect(await got('*/*', 'text/csv', 'id')).toBeInstanceOf(Blob)
    expect(await got('application/*', 'application/json', '{}')).toBeInstanceOf(Blob)
  })

  test('is text where that is documented', async () => {
    expect(await got('text/csv', 'text/csv; charset=utf-8', 'id;name\n1;Zoë\n')).toBe('id;name\n1;Zoë\n')
    expect(await got('text/csv', 'application/octet-stream', 'id\n')).toBe('id\n')
    expect(await got('text/csv', 'text/csv', '')).toBe('')
  })

  test('is what its media type says where several are documented', async () => {
    const accept = 'application/pdf, text/plain, application/json'
    expect(await got(accept, 'application/pdf', png)).toBeInstanceOf(Blob)
    expect(await got(accept, 'text/plain', '{}')).toBe('{}')
    expect(await got(accept, 'application/vnd.acme+json', '{"state":"printing"}')).toEqual({
      state: 'printing',
    })
    await expect(got(accept, 'application/json', '{')).rejects.toThrow('it is not valid JSON')
  })

  test('is undefined where there is none', async () => {
    const origin = await serve((_, response) => void response.writeHead(204).end())
    expect(await call(kernelAt(origin), getting('image/png'), ['p1'])).toBeUndefined()
  })

  test.each([
    ['image/png', 'text/html', '<h1>Log in</h1>'],
    ['image/png', 'application/json', '{"error":"none"}'],
    ['text/csv', 'application/pdf', '%PDF'],
    // JSON is documented for errors only.
    ['image/png, application/json;q=0.9', 'application/json', '{"error":"none"}'],
  ])('is an error when %s is documented and %s comes', async (accept, mediaType, body) => {
    const error = await got(accept, mediaType, body).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(DecodeError)
    expect((error as DecodeError).message).toBe(
      `parcels.getFile got 200 with a body that cannot be used: expected ${accept.split(', ')[0]} but got ${mediaType}.`,
    )
  })
})

test('a file is asked for by its media types, unless a header of the call says otherwise', async () => {
  const origin = await serve((request, response) => void response.end(request.headers.accept))
  const operation = getting('text/plain, application/json;q=0.9')
  expect(await call(kernelAt(origin), operation, ['p1'])).toBe('text/plain, application/json;q=0.9')
  expect(await call(kernelAt(origin), operation, ['p1', { headers: { Accept: 'text/csv' } }])).toBe(
    'text/csv',
  )
})

test('an error answer is read like that of any other call', async () => {
  const origin = await serve((_, response) => json(response, 404, { error: { message: 'No label yet' } }))
  const { data, error } = await call(kernelAt(origin), getting('image/png'), ['p1']).safe()
  expect(data).toBeUndefined()
  expect(error).toMatchObject({ status: 404, body: { error: { message: 'No label yet' } } })
})

test('a file that takes too long is an error in time', async () => {
  const origin = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'image/png' }).write(png)
  })
  const failed = call(kernelAt(origin, { timeout: 50, retry: false }), getting('image/png'), ['p1'])
  await expect(failed).rejects.toMatchObject({ kind: 'timeout' })
})
