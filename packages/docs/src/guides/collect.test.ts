import { expect, test } from 'vitest'
import { scratch } from '../../test/fixture.ts'
import { writeTexts } from '../../test/repository.ts'
import { articlesOf, collectArticles } from './collect.ts'
import { readChangelog } from './changelog.ts'

const guide = (title: string, order: number) => `---\ntitle: ${title}\norder: ${order}\n---\n\n# ${title}\n`
const readmes = {
  'packages/mock/README.md': '# @parlance/mock\n',
  'packages/acme/README.md': '# @parlance/acme\n',
}

test('guides stand in the order they ask for', async () => {
  const root = await scratch()
  await writeTexts(root, {
    ...readmes,
    'specs/acme/guides/a.md': guide('Later', 2),
    'specs/acme/guides/b.md': guide('Sooner', 1),
  })
  const library = await collectArticles(root, ['acme'])
  expect(articlesOf(library).map(({ title, path }) => `${path} ${title}`)).toEqual([
    'guides/acme/b/ Sooner',
    'guides/acme/a/ Later',
    'clients/acme/ @parlance/acme',
    'mock/ @parlance/mock',
    'changelog/ Changelog',
  ])
})

test('a guide without title or order is refused', async () => {
  const root = await scratch()
  await writeTexts(root, { ...readmes, 'specs/acme/guides/a.md': '# A\n' })
  await expect(collectArticles(root, ['acme'])).rejects.toThrow(
    'specs/acme/guides/a.md must begin with front matter that has a `title` and an `order`.',
  )
})

test('a shared guide cannot have the name of a provider', async () => {
  const root = await scratch()
  await writeTexts(root, { ...readmes, 'packages/docs/guides/acme.md': guide('Acme', 1) })
  await expect(collectArticles(root, ['acme'])).rejects.toThrow(
    'packages/docs/guides/acme.md is named like a provider',
  )
})

test('a README that is missing is named, with how to make it', async () => {
  await expect(collectArticles(await scratch(), [])).rejects.toThrow(
    'packages/mock/README.md is missing. Run `npm run build`, which makes it first.',
  )
})

test('the changelog tells what is pending first, then what each package has released', async () => {
  const root = await scratch()
  await writeTexts(root, {
    '.changeset/one.md': "---\n'@parlance/acme': minor\n'@parlance/mock': patch\n---\n\nWidgets.\n",
    '.changeset/README.md': 'How to write them.\n',
    'packages/acme/CHANGELOG.md': '# @parlance/acme\n\n## 1.0.0\n\nFirst.\n',
  })
  expect((await readChangelog(root)).text).toBe(`# Changelog

## Not yet released

Widgets.

> minor for \`@parlance/acme\`; patch for \`@parlance/mock\`

## @parlance/acme

### 1.0.0

First.
`)
})

test('a changelog of nothing says so', async () => {
  expect((await readChangelog(await scratch())).text).toContain('Nothing has been released yet.')
})
