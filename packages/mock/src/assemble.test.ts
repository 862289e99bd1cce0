import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { plain } from '../test/library.ts'
import { assemble, assembleState } from './assemble.ts'

const bundle = JSON.stringify(plain)

let root: string
let from: URL
let to: URL
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'parlance-assemble-'))
  from = pathToFileURL(`${root}/specs/`)
  to = pathToFileURL(`${root}/out/`)
})
afterEach(() => rm(root, { recursive: true }))

async function addSpec(name: string, files: string[]): Promise<void> {
  await mkdir(join(root, 'specs', name, 'dist'), { recursive: true })
  for (const file of files) await writeFile(join(root, 'specs', name, file), bundle)
}

test('every folder with an openapi.yaml is a provider, and nothing else is', async () => {
  await addSpec('one', ['openapi.yaml', 'dist/openapi.json'])
  await addSpec('two', ['openapi.yaml', 'dist/openapi.json'])
  await addSpec('notes', ['README.md'])
  expect(await assemble(from, to)).toEqual(['one', 'two'])
  expect((await readdir(to)).toSorted()).toEqual(['one.json', 'two.json'])
})

test('what is no longer a provider is not shipped any more', async () => {
  await addSpec('one', ['openapi.yaml', 'dist/openapi.json'])
  await mkdir(to)
  await writeFile(new URL('old.json', to), '{}')
  await assemble(from, to)
  expect(await readdir(to)).toEqual(['one.json'])
})

test('a bundle that is missing is named, and nothing is touched', async () => {
  await addSpec('one', ['openapi.yaml'])
  await expect(assemble(from, to)).rejects.toThrow(
    /^Not bundled yet: .*one\/dist\/openapi\.json\. Run `npm run build`/,
  )
})

test('a bundle that could not be served is refused', async () => {
  await addSpec('one', ['openapi.yaml', 'dist/openapi.json'])
  const schema = { type: 'strin' }
  const broken = { ...plain, components: { schemas: { Broken: schema } } }
  await writeFile(join(root, 'specs/one/dist/openapi.json'), JSON.stringify(broken))
  await expect(assemble(from, to)).rejects.toThrow(
    'the schema at #/components/schemas/Broken cannot be compiled',
  )
})

test('a document in several files is no bundle', async () => {
  await addSpec('one', ['openapi.yaml', 'dist/openapi.json'])
  const apart = { ...plain, paths: { '/notes': { $ref: './notes.json' } } }
  await writeFile(join(root, 'specs/one/dist/openapi.json'), JSON.stringify(apart))
  await writeFile(join(root, 'specs/one/dist/notes.json'), '{}')
  await expect(assemble(from, to)).rejects.toThrow(/is no bundle: it refers to .*notes\.json/)
})

/** What is in a file of the state that was assembled. */
const assembled = (file: string) => readFile(new URL(file, to), 'utf8')

async function addState(name: string, files: Record<string, string>): Promise<void> {
  await mkdir(join(root, 'specs', name, 'state'), { recursive: true })
  for (const [file, text] of Object.entries(files))
    await writeFile(join(root, 'specs', name, 'state', file), text)
}

test('every provider has rules and a world, those of who has none are empty', async () => {
  await addSpec('one', ['openapi.yaml', 'dist/openapi.json'])
  await addSpec('two', ['openapi.yaml', 'dist/openapi.json'])
  await addState('one', {
    'rules.ts': 'const collections: object = { notes: {} }\nexport default { collections }',
    'world.yaml': 'notes: [{ id: 1 }]',
  })
  await assembleState(from, ['one', 'two'], to)
  expect(await assembled('rules/one.js')).toContain('collections')
  expect(JSON.parse(await assembled('worlds/one.json'))).toEqual({ notes: [{ id: 1 }] })
  expect(await assembled('rules/two.js')).toBe('export default {}\n')
  expect(await assembled('worlds/two.json')).toBe('{}')
  await assembleState(from, ['two'], to)
  expect((await readdir(to, { recursive: true })).toSorted()).toEqual([
    'rules',
    'rules/two.js',
    'worlds',
    'worlds/two.json',
  ])
})

test('state that is wrong is told, and what was assembled before stays', async () => {
  await addSpec('one', ['openapi.yaml', 'dist/openapi.json'])
  await assembleState(from, ['one'], to)
  await addState('one', { 'rules.ts': 'export default {}', 'world.yaml': 'unknown: []' })
  await expect(assembleState(from, ['one'], to)).rejects.toThrow(
    /world\.yaml: there is no collection "unknown"/,
  )
  expect(await readdir(new URL('worlds/', to))).toEqual(['one.json'])
  expect(await readdir(to)).toEqual(['rules', 'worlds'])
})

test('whoever reads while it is assembled anew finds every file', async () => {
  await addSpec('one', ['openapi.yaml', 'dist/openapi.json'])
  await addState('one', { 'rules.ts': 'export default {}', 'world.yaml': '{}' })
  await assemble(from, new URL('specs/', to))
  await assembleState(from, ['one'], to)
  const files = ['specs/one.json', 'rules/one.js', 'worlds/one.json']
  const done = new AbortController()
  const again = Promise.all([assemble(from, new URL('specs/', to)), assembleState(from, ['one'], to)])
  void again.finally(() => done.abort())
  while (!done.signal.aborted) {
    for (const file of files) expect((await assembled(file)).length).toBeGreaterThan(1)
  }
  await again
})
