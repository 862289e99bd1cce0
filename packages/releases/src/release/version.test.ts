import { globSync, readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { edit, releasedRepository, removeTemplate, repositoryOf, say, write } from '../../test/repository.ts'
import { assess } from '../gate/assess.ts'
import { assemblePages } from './assemble.ts'
import { readRecords } from './pages.ts'
import { makeVersion } from './version.ts'

afterAll(removeTemplate)

const date = '2026-11-21'

/** Every file of a repository that a release could touch. */
function everything(root: string): Map<string, string> {
  const files = globSync(['.changeset/*', 'packages/*/*.{json,md}', 'releases/**/*.*', '*.*'], { cwd: root })
  return new Map(files.toSorted().map((file) => [file, readFileSync(join(root, file), 'utf8')]))
}

test('two releases in a row, with what the docs show of them', async () => {
  const root = await repositoryOf('0.0.0')
  await say(root, 'first', { acme: 'minor', mock: 'minor', runtime: 'minor' }, 'Widgets.\n\n- All of them.')
  expect((await makeVersion(root, { date })).version).toBe('0.1.0')
  expect((await assess(root)).last).toBe('0.1.0')
  expect((await assess(root)).packages.map(({ demanded }) => demanded)).toEqual([
    undefined,
    undefined,
    undefined,
  ])

  await edit(root, (document) => {
    document.components!.schemas!['WidgetCreate']!.required!.push('colour')
  })
  await say(root, 'second', { acme: 'minor' }, '`widgets.create` needs a colour.')
  const { version, files } = await makeVersion(root, { date })
  expect(version).toBe('0.2.0')
  expect(files).toContain('releases/last/acme/openapi.json')
  expect(globSync('.changeset/*.md', { cwd: root })).toEqual([])

  const changelog = (name: string) => readFile(join(root, `packages/${name}/CHANGELOG.md`), 'utf8')
  expect(await changelog('acme')).toBe(`# @parlance/acme

## 0.2.0

### Minor Changes

\`widgets.create\` needs a colour.

## 0.1.0

### Minor Changes

Widgets.

- All of them.
`)
  expect(await changelog('runtime')).toBe(`# @parlance/runtime

## 0.2.0

Nothing changed for users of this package.

## 0.1.0

### Minor Changes

Widgets.

- All of them.
`)
  const versions = ['acme', 'mock', 'runtime'].map(
    (name) =>
      JSON.parse(readFileSync(join(root, `packages/${name}/package.json`), 'utf8')) as { version: string },
  )
  expect(versions.map((one) => one.version)).toEqual(['0.2.0', '0.2.0', '0.2.0'])

  const [newest, oldest] = readRecords(root)
  expect(oldest).toEqual({
    version: '0.1.0',
    date,
    providers: [{ provider: 'acme', title: 'Acme', status: 'added', operations: 3, differences: [] }],
    packages: {},
  })
  expect(newest).toMatchObject({ version: '0.2.0', previous: '0.1.0' })
  expect(newest?.providers[0]?.differences.map(({ text }) => text)).toEqual([
    '`widgets.create` needs `colour` now.',
  ])

  const pages = join(root, 'pages')
  expect(await assemblePages(root, pages)).toEqual(['0.2.0', '0.1.0'])
  expect(await readFile(join(pages, 'changelog/0.2.0.md'), 'utf8')).toContain(
    '| major  | [`widgets.create`](operation:acme/widgets.create) needs `colour` now. |',
  )
})

test('a failure in the middle leaves every file as it was', async () => {
  const root = await repositoryOf('0.0.0')
  await say(root, 'first', { acme: 'minor' }, 'Widgets.')
  // Packages come before releases, whose folder cannot be made where a file stands.
  await write(root, { releases: 'taken' })
  const before = everything(root)
  await expect(makeVersion(root, { date })).rejects.toThrow(/ENOTDIR|EEXIST/)
  expect(everything(root)).toEqual(before)
})

test('a failure of the tool leaves every file as it was', async () => {
  const root = await repositoryOf('0.0.0')
  await say(root, 'first', { acme: 'minor' }, 'Widgets.')
  await write(root, { 'packages/releases/src/changelog.ts': 'throw new Error("no words")\n' })
  const before = everything(root)
  await expect(makeVersion(root, { date })).rejects.toThrow('changeset version failed')
  expect(everything(root)).toEqual(before)
})

test('nothing is released that the gate refuses, nor without a changeset', async () => {
  const root = await releasedRepository('1.0.0')
  await expect(makeVersion(root)).rejects.toThrow('There is no changeset, so there is nothing to release.')
  await edit(root, (document) => delete document.paths['/widgets/{id}'])
  await say(root, 'small', { acme: 'patch' }, 'Fewer widgets.')
  const before = everything(root)
  await expect(makeVersion(root)).rejects.toThrow(
    "→ Write '@parlance/acme': major instead of patch in .changeset/small.md.",
  )
  expect(everything(root)).toEqual(before)
})

test('what is not released yet has a page of its own; an unchanged provider is not compared again', async () => {
  const root = await releasedRepository('0.1.0')
  const pages = join(root, 'pages')
  expect(await assemblePages(root, pages)).toEqual([])
  await edit(root, (document) => {
    document.paths['/widgets']!.post!['x-retry-safety'] = 'idempotent'
  })
  expect(await assemblePages(root, pages)).toEqual(['unreleased'])
  expect(await readFile(join(pages, 'changelog/unreleased.md'), 'utf8')).toBe(`# Not yet released

What is otherwise in the documents since 0.1.0.

## Acme

| impact | what changed                                                                                                         |
| ------ | -------------------------------------------------------------------------------------------------------------------- |
| minor  | [\`widgets.create\`](operation:acme/widgets.create) is sent again now when its outcome is unknown: it is \`idempotent\`. |
`)
  // Marks what was found, to see whether it is found again.
  const file = join(pages, 'unreleased.json')
  await writeFile(file, (await readFile(file, 'utf8')).replaceAll('is sent again now', 'is marked'))
  await assemblePages(root, pages)
  expect(await readFile(join(pages, 'changelog/unreleased.md'), 'utf8')).toContain('is marked')
  await edit(root, (document) => {
    document.paths['/widgets']!.post!.description = 'It takes a while.'
  })
  await assemblePages(root, pages)
  expect(await readFile(join(pages, 'changelog/unreleased.md'), 'utf8')).not.toContain('is marked')
})
