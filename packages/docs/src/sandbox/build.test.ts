import { gzipSync } from 'node:zlib'
import { root } from '@parlance/compiler'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { sandboxWorker } from './build.ts'

const script = await sandboxWorker([])

test('the worker is the same each time, wherever it is built', async () => {
  const isSame = (await sandboxWorker([])) === script
  expect(isSame).toBe(true)
  expect(script.includes(root) || script.includes('node_modules')).toBe(false)
})

test('the worker is one module that asks for no other', async () => {
  const { metafile } = await build({
    stdin: { contents: script },
    bundle: true,
    external: ['*'],
    write: false,
    metafile: true,
    format: 'esm',
  })
  expect(Object.values(metafile.outputs).flatMap(({ imports }) => imports)).toEqual([])
})

test('the worker is small enough for a phone', () => {
  expect(gzipSync(script).length).toBeLessThan(125_000)
})
