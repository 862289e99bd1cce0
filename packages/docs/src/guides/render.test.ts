import { afterAll, expect, test } from 'vitest'
import { scratch } from '../../test/fixture.ts'
import { writeTexts } from '../../test/repository.ts'
import { createAddresses, linkedText } from './addresses.ts'
import type { Article } from './article.ts'
import { loadHighlighter } from './highlight.ts'
import { renderArticle } from './render.ts'

const root = await scratch(afterAll)
await writeTexts(root, { 'README.md': '# All\n' })

const other: Article = {
  source: 'specs/acme/guides/limits.md',
  path: 'guides/acme/limits/',
  title: 'Limits',
  text: '# Limits\n',
  provider: 'acme',
}
const operations = [
  { provider: 'acme', resource: 'orgGroups', id: 'orgGroups.list' },
  { provider: 'acme', resource: 'widgets', id: 'widgets.get' },
  { provider: 'zeta', resource: 'widgets', id: 'widgets.get' },
]
const highlight = await loadHighlighter()

function article(text: string, provider?: string): Article {
  const path = provider === undefined ? 'guides/own/' : `guides/${provider}/own/`
  const source = provider === undefined ? 'packages/docs/guides/own.md' : `specs/${provider}/guides/own.md`
  return { source, path, title: 'Own', text, ...(provider !== undefined && { provider }) }
}

function render(text: string, provider?: string) {
  const own = article(text, provider)
  const addresses = createAddresses(root, [own, other], operations)
  const { content, ...rest } = renderArticle(own, addresses, highlight)
  return { html: content.source, markdown: linkedText(own, addresses), ...rest }
}

test('links between guides lead to pages, and in Markdown to Markdown', () => {
  const { html, markdown } = render('See [limits](limits.md#two) and [below](#here).', 'acme')
  expect(html).toContain('<a href="../limits/#two">limits</a>')
  expect(html).toContain('<a href="#here">below</a>')
  expect(markdown).toBe('See [limits](./limits.md#two) and [below](#here).')
})

test('shared guides lead to those of providers by the paths of the repository', () => {
  const { html, markdown } = render('See [limits](../../../specs/acme/guides/limits.md).')
  expect(html).toContain('<a href="../acme/limits/">limits</a>')
  expect(markdown).toBe('See [limits](./acme/limits.md).')
})

test('a link to a file that the site does not have is text; the web stays the web', () => {
  const { html, markdown } = render('See [all](../../../README.md#top) and [there](https://a.test/b).')
  expect(html).toContain('See all and <a href="https://a.test/b">there</a>')
  expect(markdown).toBe('See all and [there](https://a.test/b).')
})

test('a link that leads nowhere is refused, by file and address', () => {
  expect(() => render('[x](gone.md)', 'acme')).toThrow(
    'specs/acme/guides/own.md links to gone.md, and there is no specs/acme/guides/gone.md. Mend the link.',
  )
})

test('names of operations lead to the reference: of the guide’s provider, or of the only one that has it', () => {
  const { html } = render('`widgets.get(id)` `orgGroups.list` `widgets.none`', 'acme')
  expect(html).toContain(
    'href="../../../reference/acme/#/widgets/widgets.get"><code>widgets.get(id)</code></a>',
  )
  expect(html).toContain('href="../../../reference/acme/#/orggroups/orggroups.list"')
  expect(html).toContain('<code>widgets.none</code>')
  const shared = render('`widgets.get` `orgGroups.list`').html
  expect(shared).toContain(
    '<code>widgets.get</code> <a class="operation" href="../../reference/acme/#/orggroups',
  )
})

test('a name of an operation inside a link does not nest another link', () => {
  expect(render('[`widgets.get`](limits.md)', 'acme').html).toContain(
    '<a href="../limits/"><code>widgets.get</code></a>',
  )
})

test('headings can be linked to, also when two are called the same', () => {
  const { html, headings } = render('# One\n\n## A `b` c\n\nx\n\n## A b c\n')
  expect(headings).toEqual([
    { level: 1, id: 'one', text: 'One' },
    { level: 2, id: 'a-b-c', text: 'A b c' },
    { level: 2, id: 'a-b-c-1', text: 'A b c' },
  ])
  expect(html).toContain('<h2 id="a-b-c-1"><a class="heading" href="#a-b-c-1">A b c</a></h2>')
})

test('code is coloured by classes, because pages allow no styles', () => {
  const { html } = render('```ts\nconst a = "<b>"\n```\n')
  expect(html).toContain('<span class="t-keyword">const</span>')
  expect(html).toContain('&lt;b&gt;')
  expect(html).not.toContain('style=')
})

test('a block in a language that the site does not know is refused', () => {
  expect(() => render('```cobol\n```\n')).toThrow("packages/docs/guides/own.md has a block in 'cobol'")
})

test('tables scroll by themselves, and columns of numbers say so by a class', () => {
  const { html } = render('| a | b |\n| --- | --: |\n| c | 1 |\n')
  expect(html).toContain('<div class="table" tabindex="0"><table>')
  expect(html).toContain('<th scope="col" class="number">b</th>')
})

test('HTML in a text stays text, and marks for programs are left out', () => {
  const { html } = render('<!-- flags -->\n\n<script>x</script>\n')
  expect(html).toBe('<p>&lt;script&gt;x&lt;/script&gt;</p>\n')
})

test('what stands below a heading is kept as words, for the search', () => {
  const { sections } = render('# One\n\nSome `code`\nand *more*.\n\n- item\n')
  expect(sections).toEqual([{ level: 1, id: 'one', text: 'One', words: 'Some code and more. item' }])
})

test('headings have the ids that the article gives them', () => {
  const own = {
    ...article('# Own\n\n## 404 Not Found\n\n## Other\n'),
    anchors: new Map([['404 Not Found', 'e-404']]),
  }
  const { headings } = renderArticle(own, createAddresses(root, [own], []), highlight)
  expect(headings.map(({ id }) => id)).toEqual(['own', 'e-404', 'other'])
})

test('long lists are folded where the article asks for it, and only there', () => {
  const long = Array.from({ length: 13 }, (_, index) => `- ${index}\n`).join('')
  const own = { ...article(`# Own\n\n- short\n\nThen\n\n${long}`), folds: true }
  const { source } = renderArticle(own, createAddresses(root, [own], []), highlight).content
  expect(source.match(/<details><summary>Show all 13<\/summary>\n<ul>/g)).toHaveLength(1)
  expect(source).toMatch(/<ul>\n<li>short<\/li>\n<\/ul>/)
  expect(source.match(/<\/ul>\n<\/details>/g)).toHaveLength(1)
  expect(render(`# Own\n\n${long}`).html).not.toContain('<details>')
})
