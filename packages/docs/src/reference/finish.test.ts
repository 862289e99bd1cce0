import { expect, test } from 'vitest'
import { html } from '../html.ts'
import { finishReference } from './finish.ts'

const cdn = 'https://cdn.redocly.com/redoc/v3.0.1/bundles/redoc.standalone.js'
const group = 'data-styled.g38[id="sc-global-x"]{content:"sc-global-x1,"}/*!sc*/'
const printed = `<meta charset="utf-8" /><link rel="modulepreload" href="${cdn}" integrity="sha384-theirs" />
<style data-styled="true">.a{b:c;}/*!sc*/ data-styled.g1[id="a"]{content:"a,"}/*!sc*/ :root{--x:$&;}/*!sc*/ ${group}</style>
<div id="redoc"><a href="/x">x</a></div><script type="module">import { hydrate } from "${cdn}"; const __redoc_definition = {"url":"href=\\"/y $&"};
 const __redoc_options = {};</script><!-- bar --><!-- console --><noscript><!-- operations --></noscript>`
const parts = {
  bar: html`<nav>$&amp;</nav>`,
  console: html`<script src="$&amp;"></script>`,
  listing: html`<a href="./x.md">$&amp;</a>`,
}

test('Redoc’s global styles leave the page, their marker stays', () => {
  const { page, styles, stylesName } = finishReference(printed, 'script', parts)
  expect(styles).toBe(':root{--x:$&;}/*!sc*/ ')
  expect(stylesName).toBe('redoc-3.0.1.css')
  expect(page).toContain('<link rel="stylesheet" href="../../assets/redoc-3.0.1.css" /><style')
  expect(page).toContain(`{content:"a,"}/*!sc*/ ${group}</style>`)
})

test('the document leaves the page as it is, under a name that changes with it', () => {
  const { page, document, documentName } = finishReference(printed, 'script', parts)
  expect(page).toContain('<a href="#/x">')
  expect(document).toBe('{"url":"href=\\"/y $&"}')
  expect(documentName).toMatch(/^document\.[0-9a-f]{12}\.json$/)
  expect(page).toContain(`= await (await fetch('./${documentName}')).json();`)
  expect(page).toContain(`<link rel="preload" href="./${documentName}"`)
})

test('bar and console stand where the template has room, and readers without scripts get the listing', () => {
  const { page } = finishReference(printed, 'script', parts)
  expect(page).toContain(
    '<nav>$&amp;</nav><script src="$&amp;"></script><noscript><a href="./x.md">$&amp;</a></noscript>',
  )
})

test('a page that is not as expected is refused, and the file to adapt is named', () => {
  const adapt = /has changed: .*Adapt packages\/docs\/src\/reference\/finish\.ts/
  expect(() => finishReference(printed.replace(cdn, 'x'), '', parts)).toThrow(adapt)
  expect(() => finishReference(printed.replace('__redoc_definition', 'x'), '', parts)).toThrow(adapt)
  expect(() => finishReference(printed.replace(':root', ''), '', parts)).toThrow(adapt)
  expect(() => finishReference(printed.replace('id="redoc"', ''), '', parts)).toThrow(adapt)
})
