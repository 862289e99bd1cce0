import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { decoded } from './body.ts'

const text = Buffer.from('text '.repeat(100))
const limit = 10_000

describe('a body without its coding', () => {
  test.each<[string | undefined, Buffer]>([
    [undefined, text],
    ['identity', text],
    ['GZIP', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
    ['gzip', Buffer.alloc(0)],
  ])('reads the same: %s', async (coding, bytes) => {
    const result = await decoded(bytes, coding, limit)
    expect(result?.toString()).toBe(bytes.length === 0 ? '' : text.toString())
  })

  test.each<[string, string, Buffer]>([
    ['a coding that nobody knows', 'compress', text],
    ['a coding that it does not have', 'gzip', text],
    ['more than the limit', 'gzip', gzipSync(Buffer.alloc(limit + 1))],
  ])('cannot be read: %s', async (_, coding, bytes) => {
    expect(await decoded(bytes, coding, limit)).toBeUndefined()
  })
})
