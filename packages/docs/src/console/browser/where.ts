/** The choice of where requests are sent. */
import { element } from '../../assets/element.js'
import { newId } from './controls.ts'
import { allowedOrigin, type Place, remember } from './place.ts'

export interface WhereView {
  element: HTMLElement
  /** Chooses the mock inside the page, as the reader would. */
  usePage(): void
}

/** Changes the place in place. */
export function whereView(place: Place, onChange: () => void): WhereView {
  const name = newId()
  const summary = element('summary')
  const page = radio('page')
  const mock = radio('mock')
  const origin = element('input', {
    type: 'url',
    value: place.origin,
    'aria-label': 'Address of the mock',
    'aria-describedby': `${name}-fault`,
    spellcheck: 'false',
  })
  const fault = element('p', { id: `${name}-fault`, class: 'fault', role: 'status' })
  origin.addEventListener('input', writeOrigin)
  const whole = element(
    'details',
    { class: 'where' },
    summary,
    choice(
      page,
      'In this page',
      'The mock runs in a worker of your browser. Nothing to install, nothing leaves it. What you create it keeps for all pages of this tab, until you close it.',
    ),
    choice(
      mock,
      'Mock on this machine',
      'One that you started, with --stateful if it is to keep what you create, or that npm start serves.',
    ),
    element('div', { class: 'origin' }, origin, fault),
    element(
      'p',
      { class: 'hint' },
      'The provider itself is never called from here: a real key does not belong in a web page. The code below calls it, on your machine.',
    ),
  )
  show()
  return { element: whole, usePage: () => (choose('page'), show()) }

  function radio(kind: Place['kind']): HTMLInputElement {
    const made = element('input', { type: 'radio', name, id: `${name}-${kind}`, value: kind })
    made.addEventListener('change', () => made.checked && choose(kind))
    return made
  }

  function choose(kind: Place['kind']): void {
    place.kind = kind
    keep()
  }

  function writeOrigin(): void {
    const allowed = allowedOrigin(origin.value.trim())
    origin.setAttribute('aria-invalid', String(allowed === undefined))
    fault.textContent =
      allowed === undefined
        ? 'Only addresses of this machine, such as http://127.0.0.1:4010: the page may call no other.'
        : ''
    if (allowed === undefined) return
    place.origin = allowed
    place.kind = 'mock'
    keep(allowed)
  }

  function keep(written?: string): void {
    remember({ kind: place.kind, origin: written })
    show()
    onChange()
  }

  function show(): void {
    page.checked = place.kind === 'page'
    mock.checked = place.kind === 'mock'
    summary.replaceChildren('Sent to ', element('b', {}, placeName(place)))
  }
}

/** What a place is called. */
function placeName({ kind, origin }: Place): string {
  return kind === 'page' ? 'the mock in this page' : origin
}

function choice(input: HTMLInputElement, name: string, note: string): HTMLElement {
  const label = element('label', { for: input.id }, name)
  input.setAttribute('aria-describedby', `${input.id}-note`)
  return element(
    'div',
    { class: 'choice' },
    input,
    label,
    element('p', { class: 'hint', id: `${input.id}-note` }, note),
  )
}
