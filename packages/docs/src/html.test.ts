import { expect, test } from 'vitest'
import { html, raw } from './html.ts'

test('what is put into a template is escaped, in content and in attributes', () => {
  const text = `<b title='"'>&</b>`
  expect(html`<p title="${text}">${text}</p>`.source).toBe(
    '<p title="&lt;b title=&#39;&quot;&#39;&gt;&amp;&lt;/b&gt;">&lt;b title=&#39;&quot;&#39;&gt;&amp;&lt;/b&gt;</p>',
  )
})

test('a template inside a template is not escaped again', () => {
  const items = ['a&b', 'c'].map((item) => html`<li>${item}</li>`)
  expect(
    html`<ul>
      ${items}
    </ul>`.source.replace(/\n\s*/g, ''),
  ).toBe('<ul><li>a&amp;b</li><li>c</li></ul>')
})

test('only what is trusted by name stays as it is', () => {
  expect(html`${raw('<br>')}${'<br>'}`.source).toBe('<br>&lt;br&gt;')
})

test('zero is shown, absent and false are not', () => {
  expect(html`${0}${undefined}${false}${[]}`.source).toBe('0')
})

test('backslashes in text stay', () => {
  expect(html`${'a\\n'}`.source).toBe('a\\n')
})
