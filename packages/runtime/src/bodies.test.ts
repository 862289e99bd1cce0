import { describe, expect, test } from 'vitest'
import { jsonOrMultipart, multipart } from './bodies.ts'

/** The parts of a form: name → what stands there, for a file its name and type. */
function partsOf(body: unknown): [string, unknown][] {
  const form = multipart(body).body as FormData
  return [...form].map(([name, value]) => [
    name,
    value instanceof File ? [value.name, value.type, value.size] : value,
  ])
}

describe('a form', () => {
  test('keeps the name and the type of a file', () => {
    const photo = new File(['png!'], 'brake.png', { type: 'image/png' })
    const unnamed = new Blob(['[]'], { type: 'application/json' })
    expect(partsOf({ photo, unnamed })).toEqual([
      ['photo', ['brake.png', 'image/png', 4]],
      ['unnamed', ['blob', 'application/json', 2]],
    ])
  })

  test('has a part for each of several files', () => {
    const photos = [new File(['1'], 'one.png'), new File(['22'], 'two.png')]
    expect(partsOf({ photos })).toEqual([
      ['photos', ['one.png', '', 1]],
      ['photos', ['two.png', '', 2]],
    ])
  })

  test('has no part for what is missing', () => {
    expect(partsOf({ photo: undefined, note: null, tags: [], weight: 0, empty: '' })).toEqual([
      ['weight', '0'],
      ['empty', ''],
    ])
  })

  test('names its type itself, with its boundary', () => {
    expect(multipart({ note: 'x' }).type).toBeUndefined()
  })
})

test.each([
  ['a file', { photo: new Blob(['x']) }],
  ['a list with a file', { photos: [new File(['x'], 'x.png')] }],
  ['a form', new FormData()],
])('a body that may be JSON or a form is a form when it holds or is %s', (_, body) => {
  expect(jsonOrMultipart(body).body).toBeInstanceOf(FormData)
})

test.each([[{ weight: 1 }], [{ tags: ['a'] }], [undefined]])(
  'a body that may be JSON or a form is JSON when it is %j',
  (body) => expect(jsonOrMultipart(body).body).toBe(body && JSON.stringify(body)),
)
