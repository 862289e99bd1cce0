import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sweep } from './sweep.ts'

let repository: string

beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'parlance-sweep-'))
  write('packages/a/tsconfig.build.json', '{ "compilerOptions": { "rootDir": "src" } }')
})

afterEach(() => rmSync(repository, { recursive: true }))

function write(file: string, text = ''): string {
  const path = join(repository, file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  return path
}

test('what has a source, and what is no module, stays', () => {
  write('packages/a/src/deep/kept.ts')
  const kept = ['deep/kept.js', 'deep/kept.d.ts', 'openapi.json', 'specs/b.json'].map((file) =>
    write(`packages/a/dist/${file}`),
  )
  expect(sweep(repository)).toEqual([])
  for (const file of kept) expect(existsSync(file)).toBe(true)
})

test('what has no source goes', () => {
  write('packages/a/src/kept.ts')
  const gone = ['deep/gone.js', 'gone.d.ts'].map((file) => write(`packages/a/dist/${file}`))
  expect(sweep(repository).toSorted()).toEqual(gone.toSorted())
  for (const file of gone) expect(existsSync(file)).toBe(false)
})

test('while generated source is not there, nothing goes', () => {
  write('packages/a/dist/kept.js')
  expect(sweep(repository)).toEqual([])
})

test('packages that no compiler builds are left alone', () => {
  const page = write('packages/docs/dist/search.js')
  expect(sweep(repository)).toEqual([])
  expect(existsSync(page)).toBe(true)
})
