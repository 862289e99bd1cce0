/** Parts of forms that several views need. */
import { element } from '../../assets/element.js'

let made = 0

/** An id that nothing else in the page has. */
export function newId(): string {
  return `console-${++made}`
}

/** A group of fields under a name. */
export function group(name: string, ...children: (Node | string)[]): HTMLFieldSetElement {
  return element('fieldset', {}, element('legend', {}, name), ...children)
}

/** A button that does something; it sends no form. */
export function action(name: string, onClick: () => void, className?: string): HTMLButtonElement {
  const button = element('button', { type: 'button', class: className }, name)
  button.addEventListener('click', onClick)
  return button
}

/** A choice under a label. */
export function chooser(
  label: string,
  options: readonly (HTMLOptionElement | HTMLOptGroupElement)[],
  onChange: (value: string) => void,
): HTMLElement {
  const id = newId()
  const select = element('select', { id }, ...options)
  select.addEventListener('change', () => onChange(select.value))
  return element('div', { class: 'field' }, element('label', { for: id }, label), select)
}

/** Makes a field as high as its text, within bounds that the styles set. */
export function fitRows(area: HTMLTextAreaElement): void {
  area.rows = Math.min(Math.max(area.value.split('\n').length, 1), 24)
}
