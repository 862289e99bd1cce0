/** The body in the form: JSON as text, or a form field by field. */
import { element } from '../../assets/element.js'
import { chooser, fitRows, group, newId } from './controls.ts'
import { bodyForm, type BodyForm, type Form, isMultipart, setBodyText } from './form.ts'
import { partRow } from './parts.ts'

/** The body of an operation, or nothing where it takes none. */
export function bodyGroup(form: Form, onChange: () => void): HTMLElement[] {
  if (form.bodies.length === 0) return []
  const place = element('div', {})
  const kinds = form.bodies.map(({ body }, index) =>
    element('option', { value: String(index) }, body.mediaType),
  )
  draw()
  const choice =
    kinds.length > 1
      ? [chooser('Sent as', kinds, (index) => ((form.body = Number(index)), draw(), onChange()))]
      : []
  return [group('Body', ...choice, place)]

  function draw(): void {
    place.replaceChildren(...bodyFields(form, onChange, draw))
  }
}

function bodyFields(form: Form, onChange: () => void, redraw: () => void): HTMLElement[] {
  const current = form.bodies[form.body]!
  const { body, example } = current
  const examples = body.examples.map(({ name, summary = name }, index) =>
    element('option', { value: String(index), selected: index === example }, summary),
  )
  const choose = (index: string) => {
    form.bodies[form.body] = bodyForm(body, Number(index))
    redraw()
    onChange()
  }
  return [
    ...(examples.length > 1 ? [chooser('Example', examples, choose)] : []),
    ...(isMultipart(body)
      ? current.parts.map((part) => partRow(part, onChange))
      : jsonEditor(current, onChange)),
  ]
}

function jsonEditor(form: BodyForm, onChange: () => void): HTMLElement[] {
  const id = newId()
  const area = element('textarea', {
    id,
    class: 'json',
    'aria-label': 'Body, JSON',
    'aria-describedby': `${id}-fault`,
    spellcheck: 'false',
    autocapitalize: 'off',
    autocomplete: 'off',
  })
  const fault = element('p', { id: `${id}-fault`, class: 'fault', role: 'status' })
  area.value = form.text
  judge()
  area.addEventListener('input', () => {
    judge()
    onChange()
  })
  return [area, fault]

  function judge(): void {
    const found = setBodyText(form, area.value)
    fitRows(area)
    area.setAttribute('aria-invalid', String(found !== undefined))
    const text =
      found && `Not JSON: line ${found.line}, column ${found.column}: ${found.message}. It is sent as it is.`
    if (fault.textContent !== (text ?? '')) fault.textContent = text ?? ''
  }
}
