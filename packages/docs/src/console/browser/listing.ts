import { element } from '../../assets/element.js'
import { highlight } from './highlight.ts'

/** A button that copies a text and says that it did; nothing where the browser forbids it. */
function copyButton(text: () => string): HTMLButtonElement | '' {
  // Only pages that came safely, or from this machine, may write to the clipboard.
  if (!('clipboard' in navigator)) return ''
  const button = element('button', { type: 'button', class: 'copy' }, 'Copy')
  button.addEventListener('click', async () => {
    const isDone = await navigator.clipboard.writeText(text()).then(
      () => true,
      () => false,
    )
    button.textContent = isDone ? 'Copied' : 'Not allowed'
    setTimeout(() => (button.textContent = 'Copy'), 2000)
  })
  return button
}

/** Code that can be copied. It can be reached by keyboard, because it may have to be scrolled. */
export function listing(label: string, code: string): HTMLElement {
  const caption = element('div', { class: 'caption' }, element('span', { 'aria-hidden': 'true' }, label))
  caption.append(copyButton(() => code))
  const lines = element('code', {}, highlight(code))
  const pre = element('pre', { tabindex: '0', role: 'region', 'aria-label': label }, lines)
  return element('div', { class: 'listing' }, caption, pre)
}
