/** The code that makes the call of the form, in tabs. */
import { codeSamples, mockOrigin } from '@parlance/compiler/samples'
import { element } from '../../assets/element.js'
import type { ConsoleData } from '../shape.ts'
import { askedOf } from './asked.ts'
import { newId } from './controls.ts'
import { type Form, isMultipart } from './form.ts'
import { parseJson } from './json.ts'
import { listing } from './listing.ts'
import type { Place } from './place.ts'

const labels = ['Client', 'curl', 'fetch'] as const
type Label = (typeof labels)[number]

export interface CodeView {
  element: HTMLElement
  /** Shows the code of what now stands in the form. */
  update(): void
}

export function codeView(data: ConsoleData, form: Form, place: Place): CodeView {
  const id = newId()
  let chosen: Label = 'Client'
  const panel = element('div', { role: 'tabpanel', id: `${id}-panel` })
  const tabs = labels.map((label) => {
    const tab = element(
      'button',
      { type: 'button', role: 'tab', id: `${id}-${label}`, 'aria-controls': panel.id },
      label,
    )
    tab.addEventListener('click', () => choose(label))
    return tab
  })
  const list = element('div', { role: 'tablist', 'aria-label': 'Language' }, ...tabs)
  list.addEventListener('keydown', move)
  choose(chosen)
  return {
    element: element('section', { 'aria-label': 'Code' }, element('h3', {}, 'The same in code'), list, panel),
    update,
  }

  function choose(label: Label): void {
    chosen = label
    for (const tab of tabs) {
      const isChosen = tab.textContent === label
      tab.setAttribute('aria-selected', String(isChosen))
      tab.tabIndex = isChosen ? 0 : -1
    }
    panel.setAttribute('aria-labelledby', `${id}-${label}`)
    update()
  }

  function move(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: labels.length - 1 }[event.key]
    if (step === undefined) return
    const next = (labels.indexOf(chosen) + step) % labels.length
    choose(labels[next]!)
    tabs[next]!.focus()
    event.preventDefault()
  }

  function update(): void {
    const { model, operation, headers } = askedOf(data, form)
    const origin = place.kind === 'mock' ? place.origin : mockOrigin
    const sample = codeSamples(model, operation, origin, headers).find(({ label }) => label === chosen)!
    const notes = notesOn(form, place, chosen).map((note) => element('p', { class: 'hint' }, note))
    panel.replaceChildren(...notes, listing(`${chosen}, ${sample.lang}`, sample.source.trimEnd()))
  }
}

function notesOn(form: Form, { kind }: Place, label: Label): string[] {
  const body = form.bodies[form.body]
  const isForm = body !== undefined && isMultipart(body.body)
  const isBroken = body && !isForm && body.text.trim() !== '' && parseJson(body.text).fault !== undefined
  const hasFiles = isForm && body.parts.some(({ file, on }) => file && on)
  return [
    ...(isBroken ? ['The body is not JSON, so the code has what it was before.'] : []),
    ...(hasFiles && label === 'curl'
      ? ['curl reads files from the folder it runs in, each by the name of its field.']
      : []),
    ...(kind === 'page' ? ['It calls the mock on your machine; npx @parlance/mock starts one.'] : []),
  ]
}
