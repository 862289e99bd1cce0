import { html, type Html } from '../html.ts'
import { relative } from '../guides/addresses.ts'
import { type Article, markdownPath } from '../guides/article.ts'
import type { Heading, Rendered } from '../guides/render.ts'
import { shell } from './shell.ts'

/** Links that belong together, in the navigation beside an article. */
export interface Shelf {
  title: string
  links: { path: string; label: string }[]
}

export interface ArticlePage {
  article: Article
  rendered: Rendered
  /** What else there is, for the navigation beside the article. */
  shelves: Shelf[]
  /** What comes before and after it. */
  previous?: Article | undefined
  next?: Article | undefined
}

/** The page of a guide, a README or the changelog. */
export function articlePage({ article, rendered, shelves, previous, next }: ArticlePage): string {
  const { path, title, provider } = article
  const owner = shelves.find(({ links }) => links.some((link) => link.path === path))?.title
  return shell({
    path,
    title: `${[title, provider !== undefined && !title.startsWith('@') && owner].filter(Boolean).join(' · ')} · Parlance`,
    description: descriptionOf(rendered),
    markdown: markdownPath(path),
    main: html`<div class="reading">
      ${shelves.length > 0 && sideNavigation(path, shelves)} ${contents(rendered.headings)}
      <article class="prose">${rendered.content} ${neighbours(path, previous, next)}</article>
    </div>`,
  })
}

/** The first words of a text. */
function descriptionOf({ sections }: Rendered): string {
  const words = sections.find((section) => section.words !== '')?.words ?? sections[0]?.text ?? ''
  return words.length > 160 ? `${words.slice(0, 160).replace(/\s\S*$/, '')}…` : words
}

function sideNavigation(path: string, shelves: Shelf[]): Html {
  return html`<details class="side shelves">
    <summary>More to read</summary>
    <nav aria-label="Guides and clients">
      ${shelves.map(
        ({ title, links }) =>
          html`<h2>${title}</h2>
            <ul>
              ${links.map((link) => html`<li>${shelfLink(path, link)}</li>`)}
            </ul>`,
      )}
    </nav>
  </details>`
}

function shelfLink(from: string, { path, label }: { path: string; label: string }): Html {
  return html`<a href="${relative(from, path)}" ${from === path && html`aria-current="page"`}>${label}</a>`
}

function contents(headings: Heading[]): Html | false {
  const shown = headings.filter(({ level }) => level === 2 || level === 3)
  if (shown.length < 2) return false
  return html`<details class="side contents">
    <summary>On this page</summary>
    <nav aria-label="On this page">
      <h2>On this page</h2>
      <ul>
        ${shown.map(
          ({ level, id, text }) => html`<li class="level-${level}"><a href="#${id}">${text}</a></li>`,
        )}
      </ul>
    </nav>
  </details>`
}

function neighbours(from: string, previous?: Article, next?: Article): Html | false {
  if (!previous && !next) return false
  return html`<nav class="neighbours" aria-label="Neighbouring guides">
    ${
      previous &&
      html`<a rel="prev" href="${relative(from, previous.path)}"
        ><span>Before this</span>${previous.title}</a
      >`
    }
    ${next && html`<a rel="next" href="${relative(from, next.path)}"><span>Next</span>${next.title}</a>`}
  </nav>`
}
