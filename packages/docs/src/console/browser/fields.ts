/** Parameters and credentials in the form. */
import { element } from '../../assets/element.js'
import { fitRows, group, newId } from './controls.ts'
import type { Field, FieldPlace, Form } from './form.ts'

const groups: [name: string, places: FieldPlace[]][] = [
  ['Path', ['client', 'path']],
  ['Query', ['query']],
  ['Headers', ['header']],
  ['Credentials', ['credential']],
]

/** The groups of fields that the operation has. */
export function fieldGroups({ fields }: Form, onChange: () => void): HTMLElement[] {
  return groups.flatMap(([name, places]) => {
    const own = fields.filter(({ place }) => places.includes(place))
    if (own.length === 0) return []
    const [shown, more] = [own.filter(isFirst), own.filter((field) => !isFirst(field))]
    const rows = shown.map((field) => fieldRow(field, onChange))
    return [group(name, ...rows, ...(more.length > 0 ? [folded(more, shown.length, onChange)] : []))]
  })
}

/** What is sent unless the reader says otherwise; the rest is folded away. */
function isFirst({ on, place }: Field): boolean {
  return on || place === 'credential'
}

function folded(fields: Field[], before: number, onChange: () => void): HTMLElement {
  const count = `${fields.length} optional`
  return element(
    'details',
    { open: before === 0 && fields.length <= 3 },
    element('summary', {}, before > 0 ? `${count} more` : count),
    ...fields.map((field) => fieldRow(field, onChange)),
  )
}

function fieldRow(field: Field, onChange: () => void): HTMLElement {
  const { argument } = field
  const id = newId()
  const hintId = `${id}-hint`
  const input = inputOf(field, id, argument.hint === '' ? undefined : hintId)
  const notes = [argument.kind === 'text' ? '' : argument.kind, argument.required ? 'required' : '']
  const label = element('label', { for: id }, element('code', {}, argument.name))
  const row = element('div', { class: 'field' })
  input.addEventListener('input', () => {
    field.text = input.value
    // Whoever writes into a field means it to be sent.
    if (!field.on && isSwitched(field)) setOn(true)
    onChange()
  })
  const toggle = isSwitched(field)
    ? element('input', { type: 'checkbox', 'aria-label': `Send ${argument.name}` })
    : ''
  if (toggle !== '') toggle.addEventListener('change', () => (setOn(toggle.checked), onChange()))
  row.append(
    element('div', { class: 'label' }, toggle, label, element('small', {}, notes.filter(Boolean).join(', '))),
    input,
    ...choicesOf(field, input),
    ...(argument.hint === '' ? [] : [element('p', { class: 'hint', id: hintId }, argument.hint)]),
    ...linesNote(field),
  )
  setOn(field.on)
  return row

  function setOn(on: boolean): void {
    field.on = on
    row.classList.toggle('off', !on)
    if (toggle !== '') toggle.checked = on
  }
}

/** Paths need all their parts; whatever else there is can be left out, to see what is said to that. */
function isSwitched({ place }: Field): boolean {
  return place !== 'path' && place !== 'client'
}

function inputOf({ argument, text }: Field, id: string, hint: string | undefined) {
  const shared = {
    id,
    'aria-describedby': hint,
    spellcheck: 'false',
    autocapitalize: 'off',
    autocomplete: 'off',
  }
  if (argument.kind !== 'list' && argument.kind !== 'object')
    return element('input', {
      ...shared,
      type: 'text',
      value: text,
      inputmode: argument.kind === 'number' ? 'decimal' : undefined,
    })
  const area = element('textarea', shared, text)
  area.addEventListener('input', () => fitRows(area))
  fitRows(area)
  return area
}

function choicesOf({ argument }: Field, input: HTMLElement): HTMLElement[] {
  const choices = argument.kind === 'boolean' ? ['true', 'false'] : argument.choices
  if (!choices) return []
  const id = newId()
  input.setAttribute('list', id)
  return [element('datalist', { id }, ...choices.map((value) => element('option', { value })))]
}

function linesNote({ argument }: Field): HTMLElement[] {
  if (argument.kind === 'list') return [element('p', { class: 'hint' }, 'One on each line.')]
  return argument.kind === 'object'
    ? [element('p', { class: 'hint' }, 'One on each line, as name=value.')]
    : []
}
