import { Buffer as NodeBuffer, isUtf8 as nodeIsUtf8 } from 'node:buffer'
import { createHash as nodeHash, createHmac as nodeHmac } from 'node:crypto'
import { parse as nodeParse } from 'node:querystring'
import { MIMEType as NodeMimeType } from 'node:util'
import { describe, expect, test } from 'vitest'
import { Buffer, isUtf8 } from './buffer.ts'
import { createHash, createHmac, randomBytes, randomInt, randomUUID, timingSafeEqual } from './crypto.ts'
import { parse } from './querystring.ts'
import { MIMEType } from './util.ts'

const texts = [
  '',
  'a',
  'ab',
  'abc',
  'Zoë – 日本 🐢',
  '\ufeffmarked',
  'id:secret',
  '\0\n\t',
  'x'.repeat(100_000),
]

describe('bytes are those of Node', () => {
  test.each(texts)('text %#', (text) => {
    const ours = Buffer.from(text)
    const theirs = NodeBuffer.from(text)
    expect([...ours.subarray(0, 99)]).toEqual([...theirs.subarray(0, 99)])
    for (const encoding of ['utf8', 'base64', 'base64url', 'hex'] as const) {
      expect(ours.toString(encoding)).toBe(theirs.toString(encoding))
    }
    expect(ours.subarray(1, 3).toString()).toBe(theirs.subarray(1, 3).toString())
    expect(ours.includes('a')).toBe(theirs.includes('a'))
    expect(ours.includes(':')).toBe(theirs.includes(':'))
  })

  test.each(['YWJj', 'YWJ', 'YW=', 'YW==Yg', 'Y', 'Y W\nJ\tj', '-_+/', 'a*b!c', '%%', 'eyJhIjoxfQ', ''])(
    'Base64, written well or badly: %j',
    (text) => {
      for (const encoding of ['base64', 'base64url'] as const) {
        expect([...Buffer.from(text, encoding)]).toEqual([...NodeBuffer.from(text, encoding)])
      }
    },
  )

  test.each([[[0x61]], [[0xc3, 0xab]], [[0xc3]], [[0xff, 0xfe]], [[]], [[0xed, 0xa0, 0x80]]])(
    'what is text and what is not: %j',
    (bytes) => {
      expect(isUtf8(Uint8Array.from(bytes))).toBe(nodeIsUtf8(Uint8Array.from(bytes)))
      expect(Buffer.from(Uint8Array.from(bytes)).toString()).toBe(NodeBuffer.from(bytes).toString())
    },
  )
})

describe('digests are those of Node', () => {
  test.each(texts)('text %#', (text) => {
    const key = randomBytes(32)
    expect(createHash('sha256').update(text).digest('base64url')).toBe(
      nodeHash('sha256').update(text).digest('base64url'),
    )
    expect(createHmac('sha256', key).update(text).digest('base64url')).toBe(
      nodeHmac('sha256', key).update(text).digest('base64url'),
    )
  })

  test('bytes are the same or not', () => {
    expect(timingSafeEqual(Buffer.from('abc'), Buffer.from('abc'))).toBe(true)
    expect(timingSafeEqual(Buffer.from('abc'), Buffer.from('abd'))).toBe(false)
  })
})

test('what is drawn has its form, and is another each time', () => {
  expect(randomUUID()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  expect(randomUUID()).not.toBe(randomUUID())
  const drawn = Array.from({ length: 1000 }, () => randomInt(3))
  expect([...new Set(drawn)].toSorted()).toEqual([0, 1, 2])
  expect(randomInt(2 ** 32)).toSatisfy((value: number) => Number.isInteger(value) && value < 2 ** 32)
})

test.each([
  '',
  'a=1',
  'a=1&b=2&a=3&a=4',
  'a',
  'a=',
  '=b',
  '&&a=1&&',
  'a=b=c',
  'a+b=c+d',
  'a%20b=%C3%AB',
  'a=%',
  'a=%E0%A4%A',
  'a=100%&b=%41',
  'a=%FF',
  'a%5B%5D=1&a%5B%5D=2',
  '__proto__=1&toString=2',
  Array.from({ length: 1100 }, (_, index) => `k${index}=1`).join('&'),
])('a query is read as Node reads it: %s', (query) => {
  expect(Object.entries(parse(query))).toEqual(Object.entries(nodeParse(query)))
})

test.each([
  'application/json',
  'Application/JSON; charset=UTF-8',
  ' text/plain ;charset=utf-8 ',
  'multipart/form-data; boundary=----x',
  'multipart/form-data; boundary="a b;c"; charset=x',
  'multipart/form-data; boundary="a\\"b"',
  'multipart/form-data; boundary=a; boundary=b',
  'multipart/form-data; BOUNDARY=a',
  'multipart/form-data; boundary',
  'multipart/form-data; boundary=',
  'multipart/form-data; boundary=""',
  'multipart/form-data;;;boundary=a',
  'multipart/form-data; boundary="open',
  'multipart/form-data; boundary="a"b; x=y',
  'text/*',
  '*/*',
  'text',
  'text/',
  '/plain',
  '',
  'te xt/plain',
  'text/plain, text/html',
  'text/plain; x=é; boundary=a',
])('a media type is read as Node reads it: %s', (text) => {
  expect(readBy(MIMEType, text)).toEqual(readBy(NodeMimeType, text))
})

function readBy(type: typeof MIMEType | typeof NodeMimeType, text: string): object | string {
  try {
    const { essence, params } = new type(text)
    return { essence, boundary: params.get('boundary') ?? undefined }
  } catch {
    return 'none'
  }
}
