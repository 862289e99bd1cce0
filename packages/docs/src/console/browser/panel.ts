/** The console of one operation: form, answer, code. */
import { element } from '../../assets/element.js'
import type { ConsoleData } from '../shape.ts'
import { bodyGroup } from './body.ts'
import { codeView } from './code.ts'
import { action } from './controls.ts'
import { fieldGroups } from './fields.ts'
import { type Form, newForm } from './form.ts'
import type { UseOfIds } from './kept/records.ts'
import { targetOf } from './kept/target.ts'
import { keptView } from './kept/view.ts'
import { outcomeView } from './outcome.ts'
import type { Place } from './place.ts'
import { requestOf } from './request.ts'
import { send } from './send.ts'
import { answerGroup } from './wanted.ts'
import { whereView } from './where.ts'

/** @param place where requests are sent; shared by all panels */
export function panelOf(data: ConsoleData, form: Form, place: Place, site: URL): HTMLElement {
  const code = codeView(data, form, place)
  const where = whereView(place, () => (code.update(), kept.refresh()))
  const path = element('code')
  const status = element('p', { role: 'status', class: 'status' })
  const details = element('div', {})
  const answer = element(
    'section',
    { 'aria-label': 'Answer', hidden: true },
    element('h3', {}, 'Answer'),
    status,
    details,
  )
  const submit = element(
    'button',
    { type: 'submit', class: 'send', 'aria-keyshortcuts': 'Control+Enter' },
    'Send',
  )
  const stop = action('Stop', () => running?.abort(), 'stop')
  stop.hidden = true
  const about = { provider: data.provider, title: data.title, collection: form.operation.id.split('.')[0]! }
  const kept = keptView(about, place, idsFor())
  const inputs = element('div', {})
  const controls = element(
    'form',
    {},
    where.element,
    inputs,
    element('div', { class: 'actions' }, submit, stop, reset(), kept.button),
  )
  let running: AbortController | undefined
  controls.addEventListener('submit', (event) => {
    event.preventDefault()
    void run()
  })
  drawInputs()
  const call = element('p', { class: 'call' }, element('b', {}, form.operation.method), ' ', path)
  const panel = element('div', { class: 'panel' }, call, controls, answer, kept.element, code.element)
  update()
  return panel

  function update(): void {
    path.textContent = requestOf(data, form).path
    code.update()
  }

  function drawInputs(): void {
    inputs.replaceChildren(
      ...fieldGroups(form, update),
      ...bodyGroup(form, update),
      answerGroup(form, update),
    )
  }

  function reset(): HTMLElement {
    return action('Reset', () => {
      Object.assign(form, newForm(data, form.operation))
      drawInputs()
      update()
    })
  }

  /** An id of a record goes to where the operation takes it; sending is next. */
  function idsFor(): UseOfIds {
    const fieldOf = (collection: string) => {
      const name = targetOf(form.operation, collection)
      return form.fields.find(({ place, argument }) => place === 'path' && argument.name === name)
    }
    return {
      takes: (collection) => fieldOf(collection) !== undefined,
      use(collection, id) {
        fieldOf(collection)!.text = id
        drawInputs()
        update()
        submit.focus()
      },
    }
  }

  async function run(): Promise<void> {
    running?.abort()
    const own = (running = new AbortController())
    setBusy(true)
    answer.hidden = false
    status.textContent = 'Under way …'
    const outcome = await send(place, requestOf(data, form), own.signal)
    // A later request has taken over the place of the answer.
    if (running !== own) return
    setBusy(false)
    const ways = { site, place, again: () => void run(), usePage, seeData: kept.show }
    const shown = outcomeView(outcome, data, form, ways)
    status.replaceChildren(...shown.status)
    details.replaceChildren(...shown.details)
    answer.scrollIntoView({ block: 'nearest' })
    kept.refresh()
  }

  function usePage(): void {
    where.usePage()
    void run()
  }

  function setBusy(isBusy: boolean): void {
    answer.setAttribute('aria-busy', String(isBusy))
    stop.hidden = !isBusy
    submit.textContent = isBusy ? 'Send again' : 'Send'
  }
}
