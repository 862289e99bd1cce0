/** A text or a file of a multipart form. */
import { element } from '../../assets/element.js'
import { fitRows, newId } from './controls.ts'
import type { ChosenFile, Part } from './form.ts'

export function partRow(part: Part, onChange: () => void): HTMLElement {
  const id = newId()
  const area = element('textarea', { id, spellcheck: 'false' })
  area.value = part.text
  fitRows(area)
  const toggle = element('input', { type: 'checkbox', checked: part.on, 'aria-label': `Send ${part.name}` })
  const row = element('div', { class: 'field' })
  toggle.addEventListener('change', () => {
    part.on = toggle.checked
    row.classList.toggle('off', !part.on)
    onChange()
  })
  area.addEventListener('input', () => {
    part.text = area.value
    fitRows(area)
    onChange()
  })
  const label = element('label', { for: id }, element('code', {}, part.name))
  const kind = element('small', {}, part.file ? (part.file.type ?? 'file') : '')
  row.append(
    element('div', { class: 'label' }, toggle, label, kind),
    ...(part.file ? [picker(part, area, onChange)] : []),
    area,
  )
  return row
}

/** A file of the reader's own, in place of the text. */
function picker(part: Part, area: HTMLTextAreaElement, onChange: () => void): HTMLElement {
  const input = element('input', { type: 'file', 'aria-label': `A file for ${part.name}` })
  input.addEventListener('change', async () => {
    const [file] = input.files ?? []
    if (file) part.file!.chosen = await readFile(file)
    else delete part.file!.chosen
    area.hidden = file !== undefined
    onChange()
  })
  return input
}

// Larger texts would drown the samples.
const mostText = 20_000

async function readFile(file: File): Promise<ChosenFile> {
  const isText = /^text\/|[/+]json\b/.test(file.type) && file.size <= mostText
  return { blob: file, name: file.name, ...(isText && { text: await file.text() }) }
}
