import { type Content, html, type Html } from '../html.ts'

/** A listing that scrolls sideways by itself, and takes the focus so that the keyboard can scroll it. */
export function listing(language: string, code: Content): Html {
  // One line, because a page keeps the space inside <pre>.
  return html`<figure class="listing">
    <figcaption>${language}</figcaption>
    <pre tabindex="0"><code>${code}</code></pre>
  </figure>`
}
