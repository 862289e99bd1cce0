import { expect, test } from 'vitest'
import { scratch } from '../../test/fixture.ts'
import { writeTexts } from '../../test/repository.ts'
import { type Addresses, createAddresses, linkedText } from './addresses.ts'
import type { Article } from './article.ts'
import { readChangelog, readReleases } from './changelog.ts'
import { loadHighlighter } from './highlight.ts'
import { renderArticle } from './render.ts'

const page = (title: string, text = '') => `# ${title}\n\n${text}\n`
const made = 'packages/releases/dist/changelog'

async function site(text: string): Promise<{ article: Article; addresses: Addresses }> {
  const root = await scratch()
  await writeTexts(root, { [`${made}/0.2.0.md`]: page('Version 0.2.0', text) })
  const [article] = await readReleases(root)
  const place = { provider: 'acme', resource: 'widgets', id: 'widgets.get' }
  const addresses = createAddresses(root, [article!], [place, { ...place, provider: 'birch' }])
  return { article: article!, addresses }
}

test('every release has a page, the newest first, and the changelog leads there', async () => {
  const root = await scratch()
  await writeTexts(root, {
    [`${made}/0.9.0.md`]: page('Version 0.9.0'),
    [`${made}/0.10.0.md`]: page('Version 0.10.0'),
    [`${made}/unreleased.md`]: page('Not yet released'),
  })
  const releases = await readReleases(root)
  expect(releases.map(({ path, title }) => `${path} ${title}`)).toEqual([
    'changelog/unreleased/ Not yet released',
    'changelog/0.10.0/ Version 0.10.0',
    'changelog/0.9.0/ Version 0.9.0',
  ])
  const changelog = await readChangelog(root)
  const addresses = createAddresses(root, [changelog, ...releases], [])
  expect(linkedText(changelog, addresses)).toContain('- [Version 0.10.0](./changelog/0.10.0.md)\n')
  const { content } = renderArticle(changelog, addresses, await loadHighlighter())
  expect(content.source).toContain('<a href="./0.10.0/">Version 0.10.0</a>')
})

test('an operation leads to the reference of its provider, for readers and for machines', async () => {
  const { article, addresses } = await site('[`widgets.get`](operation:birch/widgets.get) is faster.')
  const { content } = renderArticle(article, addresses, await loadHighlighter())
  expect(content.source).toContain(
    '<a href="../../reference/birch/#/widgets/widgets.get"><code>widgets.get</code></a>',
  )
  expect(linkedText(article, addresses)).toContain(
    '[`widgets.get`](../reference/birch/widgets.get.md) is faster.',
  )
})

test('an operation that is gone is only named', async () => {
  const { article, addresses } = await site('[`widgets.buy`](operation:acme/widgets.buy) is gone.')
  const { content } = renderArticle(article, addresses, await loadHighlighter())
  expect(content.source).toContain('<p><code>widgets.buy</code> is gone.</p>')
  expect(linkedText(article, addresses)).toContain('`widgets.buy` is gone.')
})
