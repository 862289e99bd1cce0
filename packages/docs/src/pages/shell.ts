import { html, raw, type Html } from '../html.ts'
import { withPolicy } from '../policy.ts'

export interface Shell {
  title: string
  description: string
  main: Html
}

// Redoc keeps the reader's choice under this key and as a class on <html>. Sharing both, a choice made on any page holds
// on all. It runs before the first paint, so that nothing flashes.
const theme = raw(
  `try{var m=localStorage.getItem('redoc.colorMode');if(m==='light'||m==='dark')document.documentElement.classList.add(m)}catch(e){}`,
)

/** A whole page of the site around its main content, policy included. Links to the site start with `./`, its root. */
export function shell({ title, description, main }: Shell): string {
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
        <link rel="icon" href="./assets/mark.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="./assets/site.css" />
        <link rel="stylesheet" href="./assets/pages.css" />
        <link rel="stylesheet" href="./assets/evidence.css" />
        <script src="./assets/site.js" defer></script>
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        <header class="bar">
          <a class="wordmark" href="./">Parlance</a>
          <nav aria-label="Site">
            <a href="./#providers">Providers</a>
            <a href="./#first-call">First call</a>
            <a href="./#evidence">Evidence</a>
          </nav>
          <button class="theme" type="button" hidden></button>
        </header>
        <main id="main" tabindex="-1">${main}</main>
        <footer>
          <p>
            Parlance is not made by the companies whose APIs it describes. Pages, scripts and styles come from
            this site alone; nothing reports what you read.
          </p>
        </footer>
      </body>
    </html> `
  return withPolicy(page.source, 'files')
}
