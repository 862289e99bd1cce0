import { createHash } from 'node:crypto'
import type { Html } from '../html.ts'
import { withPolicy } from '../policy.ts'
import { integrityOf, redocName } from '../redoc.ts'

/** A reference page, the document it shows, and the style sheet it shares with the references of all other providers. */
export interface Reference {
  page: string
  /** Name of the document beside the page. Its content is in it, so that page and document always fit. */
  documentName: string
  document: string
  /** Name of the style sheet among the site's assets. */
  stylesName: string
  styles: string
}

/** What the template leaves room for. */
export interface Parts {
  bar: Html
  /** What loads the console. */
  console: Html
  listing: Html
}

const cdn = /https:\/\/cdn\.redocly\.com\/redoc\/v(?<version>[^/"]+)\/bundles\/redoc\.standalone\.js/g

// styled-components writes one group of rules after another, each followed by a marker that names it.
const styleElement = /<style data-styled="true"[^>]*>[\s\S]*?<\/style>/
const globalGroup = /(?<=\/\*!sc\*\/|>)\s*(?<styles>:root\{[\s\S]*?)(?=data-styled\.g\d+\[id="sc-global-)/

const definition = /const __redoc_definition = (?<json>\{.*\});(?=\n\s*const __redoc_options)/

/**
 * Turns what `build-docs` printed into a page of this site: own files only, links that work, a policy.
 *
 * @param script the Redoc the site serves
 * @param parts what the template leaves room for: the bar, and what readers without scripts get
 */
export function finishReference(printed: string, script: string, parts: Parts): Reference {
  const version = versionOf(printed)
  const stylesName = `redoc-${version}.css`
  const { page: light, document, documentName } = loadDocument(printed)
  const { page, styles } = shareStyles(
    light
      .replace('<!-- bar -->', () => parts.bar.source)
      .replace('<!-- console -->', () => parts.console.source)
      .replace('<!-- operations -->', () => parts.listing.source),
    stylesName,
  )
  const local = page
    .replace(cdn, () => `../../assets/${redocName(version)}`)
    .replace(/(?<=integrity=")sha384-[^"]+/, () => integrityOf(script))
  return { page: withPolicy(routeByHash(local), 'inline'), documentName, document, stylesName, styles }
}

function versionOf(page: string): string {
  const found = [...page.matchAll(cdn)]
  const version = found[0]?.groups?.['version']
  // Once to preload it, with its hash, and once to import it.
  if (found.length !== 2 || !version) throw changed(`it names its CDN ${found.length} times instead of 2`)
  return version
}

/**
 * Moves the document, most of the page, into a file of its own: the page shows while that is on its way, beside Redoc,
 * which takes longer.
 */
function loadDocument(page: string): { page: string; document: string; documentName: string } {
  const document = definition.exec(page)?.groups?.['json']
  if (document === undefined) throw changed('its document is not where it was')
  const hash = createHash('sha256').update(document).digest('hex').slice(0, 12)
  const documentName = `document.${hash}.json`
  const preload = `<link rel="preload" href="./${documentName}" as="fetch" crossorigin="anonymous" />`
  const load = `const __redoc_definition = await (await fetch('./${documentName}')).json();`
  return {
    page: page.replace(definition, () => load).replace('<link rel="modulepreload"', (link) => preload + link),
    document,
    documentName,
  }
}

/**
 * Moves Redoc's global styles, two thirds of a small page and the same on every page, into a file that a browser loads
 * once. Their marker stays, so Redoc finds the page as it prerendered it.
 */
function shareStyles(page: string, name: string): { page: string; styles: string } {
  const element = styleElement.exec(page)?.[0]
  const styles = element && globalGroup.exec(element)?.groups?.['styles']
  if (!element || !styles) throw changed('its global styles are not where they were')
  const link = `<link rel="stylesheet" href="../../assets/${name}" />`
  return { page: page.replace(element, () => `${link}${element.replace(styles, () => '')}`), styles }
}

/**
 * Redoc prerenders links for a router that owns the whole path, but in the browser it routes by hash: opened in a new
 * tab, a prerendered link would lead out of the page.
 */
function routeByHash(page: string): string {
  const start = page.indexOf('<div id="redoc">')
  const end = page.indexOf('<script type="module">', start)
  if (start < 0 || end < 0) throw changed('it has no <div id="redoc"> followed by a module script')
  const links = page.slice(start, end).replaceAll('href="/', 'href="#/')
  return page.slice(0, start) + links + page.slice(end)
}

function changed(what: string): Error {
  return new Error(
    `The page made by redocly build-docs has changed: ${what}. Adapt packages/docs/src/reference/finish.ts.`,
  )
}
