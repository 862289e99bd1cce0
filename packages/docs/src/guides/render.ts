import GithubSlugger from 'github-slugger'
import MarkdownIt, { type RendererRule, type Token } from 'markdown-it'
import { html, type Html, raw } from '../html.ts'
import { type Addresses, referencePath, relative } from './addresses.ts'
import type { Article } from './article.ts'
import { foldingRules, foldLists } from './fold.ts'
import { type Highlighter, languageName } from './highlight.ts'
import { listing } from './listing.ts'

export interface Heading {
  level: number
  id: string
  text: string
}

/** What stands below a heading, as words without marks: for the search. */
export interface Section extends Heading {
  words: string
}

export interface Rendered {
  content: Html
  headings: Heading[]
  sections: Section[]
}

/** What the rendering of one article needs to know. */
interface Context {
  article: Article
  addresses: Addresses
  highlight: Highlighter
}

/**
 * Renders an article: headings that can be linked to, code in colours, wide tables that scroll by themselves, links that
 * lead to pages of the site, names of operations that lead to the reference.
 *
 * @throws when a link leads nowhere, or a code block has a language that the site does not know
 */
export function renderArticle(article: Article, addresses: Addresses, highlight: Highlighter): Rendered {
  const context: Context = { article, addresses, highlight }
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false })
  const tokens = markdown.parse(withoutComments(article.text), {})
  nameHeadings(tokens, article.anchors)
  if (article.folds) foldLists(tokens)
  for (const token of tokens) if (token.children) token.children = linkChildren(token, context)
  Object.assign(markdown.renderer.rules, rules(context))
  const sections = sectionsOf(tokens)
  return {
    content: raw(markdown.renderer.render(tokens, markdown.options, {})),
    headings: sections.map(({ level, id, text }) => ({ level, id, text })),
    sections,
  }
}

// Marks for programs that write parts of a README. Readers need not see them.
function withoutComments(text: string): string {
  return text.replace(/^<!--.*-->\n+/gm, '')
}

function nameHeadings(tokens: Token[], anchors: Article['anchors']): void {
  const slugger = new GithubSlugger()
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'heading_open') continue
    const words = wordsOf(tokens[index + 1]!)
    token.attrSet('id', anchors?.get(words) ?? slugger.slug(words))
  }
}

/** Leads links to pages of the site, and makes links of the operations that code names. */
function linkChildren(token: Token, { article, addresses }: Context): Token[] {
  const open: boolean[] = []
  return (token.children ?? []).filter((child) => {
    if (child.type === 'link_open') {
      const found = addresses.resolve(article, String(child.attrGet('href')))
      if (found) child.attrSet('href', shown(article, found.path))
      open.push(found !== undefined)
      return found !== undefined
    }
    if (child.type === 'link_close') return open.pop()
    const place =
      child.type === 'code_inline' && open.length === 0 && addresses.operation(article, child.content)
    if (place) child.meta = { href: relative(article.path, referencePath(place.provider, place)) }
    return true
  })
}

function shown(article: Article, path: string): string {
  if (/^[a-z]+:/.test(path)) return path
  return path.startsWith(`${article.path}#`) ? path.slice(article.path.length) : relative(article.path, path)
}

function rules({ article, highlight }: Context): Record<string, RendererRule> {
  return {
    fence: (tokens, index) => {
      const { content, info } = tokens[index]!
      const name = languageName(info)
      if (name === undefined)
        throw new Error(`${article.source} has a block in '${info}', which the site cannot colour.`)
      return listing(name, highlight(content.trimEnd(), info)).source
    },
    code_inline: (tokens, index) => {
      const { content, meta } = tokens[index]!
      const code = html`<code>${content}</code>`
      const href = (meta as { href?: string } | null)?.href
      return (href === undefined ? code : html`<a class="operation" href="${href}">${code}</a>`).source
    },
    heading_open: (tokens, index) => {
      const { tag } = tokens[index]!
      const id = String(tokens[index]!.attrGet('id'))
      const plain = tag === 'h1' || hasLink(tokens[index + 1]!)
      return html`<${raw(tag)} id="${id}">${!plain && raw(`<a class="heading" href="#${id}">`)}`.source
    },
    heading_close: (tokens, index) => {
      const { tag } = tokens[index]!
      return `${tag === 'h1' || hasLink(tokens[index - 1]!) ? '' : '</a>'}</${tag}>\n`
    },
    ...foldingRules,
    table_open: () => '<div class="table" tabindex="0"><table>\n',
    table_close: () => '</table></div>\n',
    th_open: (tokens, index) => cell(tokens[index]!),
    td_open: (tokens, index) => cell(tokens[index]!),
  }
}

/** A cell whose alignment is a class instead of a style. */
function cell({ tag, attrs }: Token): string {
  const right = attrs?.some(([, value]) => value === 'text-align:right')
  return `<${tag}${tag === 'th' ? ' scope="col"' : ''}${right ? ' class="number"' : ''}>`
}

function hasLink(inline: Token): boolean {
  return (inline.children ?? []).some(({ type, meta }) => type === 'link_open' || Boolean(meta))
}

function wordsOf(inline: Token): string {
  const words = (inline.children ?? []).map(({ type, content }) => (type === 'softbreak' ? ' ' : content))
  return words.join('')
}

function sectionsOf(tokens: Token[]): Section[] {
  const sections: Section[] = []
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'heading_open') {
      const text = wordsOf(tokens[index + 1]!)
      sections.push({ level: Number(token.tag[1]), id: String(token.attrGet('id')), text, words: '' })
    } else if (token.type === 'inline' && tokens[index - 1]?.type !== 'heading_open' && sections.length > 0) {
      const section = sections.at(-1)!
      section.words = `${section.words} ${wordsOf(token)}`.trim()
    }
  }
  return sections
}
