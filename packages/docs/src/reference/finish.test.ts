import { expect, test } from 'vitest'
import { finishReference } from './finish.ts'

const cdn = 'https://cdn.redocly.com/redoc/v3.0.1/bundles/redoc.standalone.js'
const group = 'data-styled.g38[id="sc-global-x"]{content:"sc-global-x1,"}/*!sc*/'
const printed = `<meta charset="utf-8" /><link rel="modulepreload" href="${cdn}" integrity="sha384-theirs" />
<style data-styled="true">.a{b:c;}/*!sc*/ data-styled.g1[id="a"]{content:"a,"}/*!sc*/ :root{--x:$&;}/*!sc*/ ${group}</style>
<div id="redoc"><a href="/x">x</a></div><script type="module">import { hydrate } from "${cdn}"; go({"url":"href=\\"/y"})</script>`

test('Redoc’s global styles leave the page, their marker stays', () => {
  const { page, styles, stylesName } = finishReference(printed, 'script')
  expect(styles).toBe(':root{--x:$&;}/*!sc*/ ')
  expect(stylesName).toBe('redoc-3.0.1.css')
  expect(page).toContain('<link rel="stylesheet" href="../../assets/redoc-3.0.1.css" /><style')
  expect(page).toContain(`{content:"a,"}/*!sc*/ ${group}</style>`)
})

test('only prerendered links are rewritten, not the document', () => {
  const { page } = finishReference(printed, 'script')
  expect(page).toContain('<a href="#/x">')
  expect(page).toContain('href=\\"/y')
})

test('a page that is not as expected is refused, and the file to adapt is named', () => {
  const adapt = /has changed: .*Adapt packages\/docs\/src\/reference\/finish\.ts/
  expect(() => finishReference(printed.replace(cdn, 'x'), '')).toThrow(adapt)
  expect(() => finishReference(printed.replace(':root', ''), '')).toThrow(adapt)
  expect(() => finishReference(printed.replace('id="redoc"', ''), '')).toThrow(adapt)
})
