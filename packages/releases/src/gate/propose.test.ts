import { existsSync, globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Document } from '@parlance/compiler'
import { afterAll, expect, test } from 'vitest'
import { acme } from '../../test/acme.ts'
import {
  addProvider,
  edit,
  releasedRepository,
  removeTemplate,
  repositoryOf,
  say,
  write,
} from '../../test/repository.ts'
import { assess } from './assess.ts'
import { readChangesets } from './changesets.ts'
import { judge } from './judge.ts'
import { propose } from './propose.ts'

afterAll(removeTemplate)

const proposed = async (root: string) => propose(root, await assess(root), readChangesets(root))
const read = (root: string, name: string) => readFile(join(root, '.changeset', name), 'utf8')

const weigh = (document: Document) => {
  document.components!.schemas!['Widget']!.properties!['weight'] = { type: 'number', description: 'Weight.' }
}
const need = (document: Document) => {
  document.components!.schemas!['WidgetCreate']!.required!.push('colour')
  document.paths['/widgets']!.post!.description = 'It takes a while.'
}

test('a proposal names the provider, operations and fields, and satisfies the gate', async () => {
  const root = await releasedRepository('1.0.0')
  await edit(root, (document) => {
    weigh(document)
    need(document)
  })
  expect(await proposed(root)).toEqual([
    { name: '@parlance/acme', outcome: 'written', text: '.changeset/acme-widgets-create.md: major' },
  ])
  const text = await read(root, 'acme-widgets-create.md')
  expect(text.replace(/`: [0-9a-f]{16} -->/, '`: … -->')).toBe(`---
'@parlance/acme': major
---

<!-- proposed by \`npm run changeset\`: … -->

Acme

Breaking:

- \`widgets.create\` needs \`colour\` now.

New or otherwise:

- \`widgets.list\`, \`widgets.create\` and \`widgets.get\` give \`Widget.weight\` now.

Documentation:

- Wording and examples of \`widgets.create\`.
`)
  expect(judge(await assess(root), readChangesets(root)).passed).toBe(true)
})

test('a proposal follows the document, and goes when nothing demands it', async () => {
  const root = await releasedRepository()
  await edit(root, weigh)
  const [first] = await proposed(root)
  expect(first?.text).toBe('.changeset/acme-widgets-list.md: minor')
  expect((await proposed(root))[0]?.outcome).toBe('enough')
  await edit(root, need)
  expect((await proposed(root))[0]).toMatchObject({
    outcome: 'updated',
    text: '.changeset/acme-widgets-list.md: minor',
  })
  expect(await read(root, 'acme-widgets-list.md')).toContain('`widgets.create` needs `colour` now.')
  await edit(root, (document) => void Object.assign(document, acme()))
  expect((await proposed(root))[0]?.outcome).toBe('removed')
  expect(existsSync(join(root, '.changeset/acme-widgets-list.md'))).toBe(false)
})

test('words of a person are left alone, their own changeset as well as an edited proposal', async () => {
  const root = await releasedRepository('1.0.0')
  await edit(root, weigh)
  await proposed(root)
  const edited = (await read(root, 'acme-widgets-list.md')).replace('Acme\n', 'Widgets have a weight.\n')
  await write(root, { '.changeset/acme-widgets-list.md': edited })
  expect((await proposed(root))[0]?.outcome).toBe('enough')
  await edit(root, need)
  const [refused] = await proposed(root)
  expect(refused?.outcome).toBe('refused')
  expect(refused?.text).toContain(
    '.changeset/acme-widgets-list.md says minor and major is demanded. It is not ours to edit: raise the bump there',
  )
  expect(refused?.text).toContain('- `widgets.create` needs `colour` now.')
  expect(await read(root, 'acme-widgets-list.md')).toBe(edited)
})

test('a larger bump of a person is enough', async () => {
  const root = await releasedRepository('1.0.0')
  await edit(root, weigh)
  await say(root, 'mine', { acme: 'major' }, 'Everything is new.')
  expect(await proposed(root)).toEqual([
    { name: '@parlance/acme', outcome: 'enough', text: 'A changeset says major already.' },
  ])
  expect(globSync('.changeset/*.md', { cwd: root })).toEqual(['.changeset/mine.md'])
})

test('what no program can put into words is left to people', async () => {
  const root = await releasedRepository('1.0.0')
  await write(root, { 'packages/mock/dist/index.js': 'export function createMock() { return 1 }\n' })
  expect(await proposed(root)).toEqual([
    {
      name: '@parlance/mock',
      outcome: 'by hand',
      text: 'Write a changeset with the bump patch: npx changeset',
    },
  ])
})

test('a new provider and a new flag are told', async () => {
  const root = await releasedRepository()
  await addProvider(root, 'birch', { ...acme(), info: { ...acme().info, title: 'Birch API' } })
  const cli = await readFile(join(root, 'packages/mock/dist/cli.js'), 'utf8')
  await write(root, {
    'packages/mock/dist/cli.js': cli.replace('  --help', '  --quiet          say nothing\n  --help'),
  })
  await proposed(root)
  expect(await read(root, 'birch-new.md')).toContain('\nBirch is new.\n')
  expect(await read(root, 'mock-surface.md')).toContain('- `mock --quiet` is a new flag.')
})

test('before the first release nothing can be proposed', async () => {
  expect(await proposed(await repositoryOf('0.0.0'))).toEqual([])
})
