import { html } from '../html.ts'
import { shell } from './shell.ts'

/** The page for unknown addresses. */
export function notFoundPage(): string {
  return shell({
    path: '',
    title: 'Not found · Parlance',
    description: 'There is no page at this address.',
    main: html`
      <section class="hero">
        <h1>Nothing is <em>said here.</em></h1>
        <p class="lead">
          There is no page at this address. A reference may have moved with its provider’s name, or a letter
          went missing on the way.
        </p>
        <p class="links">
          <a href="./">Start page</a>
          <a href="./#providers">Providers and their references</a>
          <a href="./search/">Everything on this site</a>
        </p>
      </section>
    `,
  })
}

/** The same page for an address `depth` folders below the site's root, so that its links lead back. */
export function notFoundBelow(page: string, depth: number): string {
  return page.replaceAll('="./', () => `="${'../'.repeat(depth) || './'}`)
}
