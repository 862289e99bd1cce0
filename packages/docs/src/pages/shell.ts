import { html, raw, type Html } from '../html.ts'
import { withPolicy } from '../policy.ts'
import { relative } from '../guides/addresses.ts'

export interface Shell {
  /** Where the page is, from the site's root; empty for the root itself. */
  path: string
  title: string
  description: string
  main: Html
  /** The same in Markdown, from the site's root. */
  markdown?: string
  /** Style sheets among the assets, besides those of the frame. Those of prose unless a page has its own. */
  styles?: string[]
  /** Modules among the assets, besides those of the frame. */
  scripts?: string[]
  /** Where styles may come from; see {@link withPolicy}. */
  policy?: 'files' | 'inline'
}

const proseStyles = ['pages.css', 'evidence.css']

/** The rooms of the site; the page and all below it are marked as current. References are the providers' rooms. */
const rooms = [
  { path: '#providers', label: 'Providers', below: 'reference/' },
  { path: 'guides/', label: 'Guides' },
  { path: 'clients/', label: 'Clients' },
  { path: 'mock/', label: 'Mock' },
  { path: 'changelog/', label: 'Changelog' },
] as const

// Redoc keeps the reader's choice under this key and as a class on <html>. Sharing both, a choice made on any page holds
// on all. It runs before the first paint, so that nothing flashes.
const theme = raw(
  `try{var m=localStorage.getItem('redoc.colorMode');if(m==='light'||m==='dark')document.documentElement.classList.add(m)}catch(e){}`,
)

/** A whole page of the site around its main content, policy included. */
export function shell({ path, title, description, main, markdown, ...own }: Shell): string {
  const root = relative(path, '')
  const { styles = proseStyles, scripts = [], policy = 'files' } = own
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="description" content="${description}" />
        <title>${title}</title>
        <script>
          ${theme}
        </script>
        <link rel="icon" href="${root}assets/mark.svg" type="image/svg+xml" />
        ${['site.css', ...styles, 'search.css'].map(
          (file) => html`<link rel="stylesheet" href="${root}assets/${file}" /> `,
        )}
        ${
          markdown !== undefined &&
          html`<link rel="alternate" type="text/markdown" href="${relative(path, markdown)}" />`
        }
        <script src="${root}assets/site.js" defer></script>
        ${['search.js', ...scripts].map(
          (file) => html`<script type="module" src="${root}assets/${file}"></script> `,
        )}
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        ${siteBar(path)}
        <main id="main" tabindex="-1">${main}</main>
        <footer>
          <p>
            Parlance is not made by the companies whose APIs it describes. Pages, scripts and styles come from
            this site alone; nothing reports what you read.
            ${markdown !== undefined && html`<a href="${relative(path, markdown)}">This page as Markdown</a>.`}
            <a href="${root}search/">Everything on this site</a>.
          </p>
        </footer>
      </body>
    </html> `
  return withPolicy(page.source, policy)
}

/**
 * The bar on top of every page: the ways to all rooms, the search, the theme. Scripts give the button its name.
 *
 * @param path where the page is, from the site's root
 * @param heading the page's heading, where it stands in the bar
 */
export function siteBar(path: string, heading?: Html): Html {
  const root = relative(path, '')
  return html`<header class="bar">
    <a class="wordmark" href="${root}" ${path === '' && raw('aria-current="page"')}>Parlance</a>
    ${heading}
    <nav aria-label="Site">
      ${rooms.map((room) => html`<a href="${root}${room.path}" ${currentMark(path, room)}>${room.label}</a> `)}
    </nav>
    <a class="search" href="${root}search/" ${currentMark(path, { path: 'search/' })}>Search</a>
    <button class="theme" type="button" hidden></button>
  </header>`
}

/** Tells the page itself from a room that it is in. */
function currentMark(page: string, { path, below = path }: { path: string; below?: string }): Html | false {
  if (page === path) return raw('aria-current="page"')
  return page.startsWith(below) && raw('aria-current="true"')
}
