import { describe, expect, test } from 'vitest'
import { operationsOf } from '../model.ts'
import { readModel } from '../read/model.ts'
import { acme, acmeWithFiles } from '../testing.ts'
import { emitSource } from './index.ts'
import { curlCommand } from './program.ts'
import { callExample } from './sample.ts'

const model = readModel('acme', acmeWithFiles())
const files = await emitSource(model, acmeWithFiles())

function operation(id: string) {
  return operationsOf(model).find((one) => one.id === id)!
}

describe('a success that is no JSON', () => {
  test('is typed by its media types', () => {
    expect(operation('labels.get').data).toBe('Blob')
    expect(operation('labels.list').data).toBe('string | undefined')
    expect(operation('labels.await').data).toBe('Blob | Parcel')
  })

  test('is not what an operation gives that has JSON as well', () => {
    expect(operation('labels.sheet')).toMatchObject({ data: 'string', accept: undefined })
  })

  test('is asked for by its media types, and errors by theirs', () => {
    expect(operation('labels.get').accept).toBe(
      'application/pdf, image/png, application/json;q=0.9, text/plain;q=0.9',
    )
    expect(operation('labels.list').accept).toBe('text/csv')
    expect(operation('labels.await').accept).toBe('application/pdf, image/png, application/json')
  })

  test('has a signature without an import for its type, and a descriptor that says how it is read', () => {
    const source = files['operations/labels.ts']
    expect(source).toContain('labelsGet(kernel: Kernel, options?: CallOptions): Call<Blob, LabelsGetError>')
    expect(source).not.toMatch(/import .*\bBlob\b/)
    expect(source).toContain("  accept: 'text/csv',\n  decode: file,\n")
    expect(source).toMatch(/^import \{ .*\bfile\b.* \} from '@parlance\/runtime'$/m)
  })

  test('has a type in the generated operations too', () => {
    expect(files['schema.ts']).toContain('"application/pdf": Blob;')
    expect(files['schema.ts']).toContain('"text/csv; header=present": string;')
  })

  test('costs nothing where there is none', async () => {
    const plain = await emitSource(readModel('acme', acme()), acme())
    expect(Object.values(plain).join('')).not.toMatch(/\bdecode:|\bfile\b.*@parlance\/runtime/)
  })
})

test('an error that is no JSON is text', () => {
  expect(operation('labels.get').errors).toMatchObject([
    { status: 404, type: 'ErrorBody', description: 'Refused.' },
    { status: 406, type: 'string', description: 'No.' },
  ])
})

describe('a field of a form', () => {
  test.each([
    ['a binary format', 'file?: Blob;'],
    ['a binary format, or null', 'thumbnail?: Blob | null;'],
    ['a list of items with a media type', 'more?: Blob[];'],
    ['a media type without a type', 'scan?: Blob;'],
    ['a media type in the encoding of the form', 'photo?: Blob;'],
  ])('is a file by %s', (_, line) => expect(files['schema.ts']).toContain(line))

  test.each([
    ['encoded as text', 'inline?: string;'],
    ['text', 'note?: string;'],
    ['an object', 'size?: {'],
  ])('is none when it is %s', (_, line) => expect(files['schema.ts']).toContain(line))

  test('is a Blob in samples when it is a file', () => {
    expect(callExample(model, operation('photos.upload'))).toBe(`await acme.photos.upload({
  file: new Blob(['bytes']),
  more: [
    new Blob(['one'], { type: 'image/png' }),
    new Blob(['two'], { type: 'image/png' }),
  ],
  photo: new Blob(['it\\'s'], { type: 'image/jpeg' }),
  note: 'Front',
  size: { x: 1 },
})`)
  })

  test('is a field for curl', () => {
    expect(curlCommand(model, operation('photos.upload'), '').split(' \\\n  ').slice(2)).toEqual([
      '-F file=@file',
      "-F 'more=@more;type=image/png'",
      "-F 'more=@more;type=image/png'",
      "-F 'photo=@photo;type=image/jpeg'",
      '-F note=Front',
      `-F 'size={"x":1}'`,
    ])
  })
})
