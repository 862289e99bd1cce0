/** What became of the request, for people. */
import { element } from '../../assets/element.js'
import type { ConsoleData } from '../shape.ts'
import { bodyView } from './body-view.ts'
import { action } from './controls.ts'
import type { Form } from './form.ts'
import { listing } from './listing.ts'
import { isLocal, type Place } from './place.ts'
import type { Answer, Outcome } from './send.ts'

export interface Ways {
  /** Address of the site's root. */
  site: URL
  /** Who has answered. */
  place: Place
  again(): void
  usePage(): void
  /** Shows what the mock keeps. */
  seeData(): void
}

/** One line that says what happened, and everything below it. */
export interface Shown {
  status: (Node | string)[]
  details: HTMLElement[]
}

export function outcomeView(outcome: Outcome, data: ConsoleData, form: Form, ways: Ways): Shown {
  if (outcome.kind === 'answer') return answerView(outcome.answer, data, form, ways)
  if (outcome.kind === 'silent') return silentView(outcome.origin, ways)
  if (outcome.kind === 'stopped')
    return { status: [`Stopped after ${duration(outcome.milliseconds)}.`], details: [] }
  return { status: [`It could not be sent: ${outcome.message}`], details: [choices(ways, false)] }
}

function answerView(answer: Answer, data: ConsoleData, form: Form, { site, place, seeData }: Ways): Shown {
  const { status, statusText, milliseconds, headers } = answer
  const { operation, prefer } = form
  // Nobody is helped by data who has asked for the refusal.
  const isMissing = status === 404 && prefer === ''
  const isChange = status < 300 && prefer === '' && operation.method !== 'GET' && place.kind === 'page'
  const documented = operation.answers.find((one) => one.status === status)
  const name = [status, statusText].filter(Boolean).join(' ')
  const kind = status < 400 ? 'good' : 'refused'
  const rows = headers.map(([header, value]) =>
    element('div', {}, element('dt', {}, header), element('dd', {}, value)),
  )
  return {
    status: [element('b', { class: kind }, name), ` in ${duration(milliseconds)}`],
    details: [
      ...(documented ? [element('p', {}, documented.description)] : []),
      ...(documented && status >= 400 ? [refusalNote(data, status, site)] : []),
      ...(isChange ? [element('p', { class: 'hint' }, changeNote)] : []),
      ...(isMissing ? [element('div', { class: 'actions' }, action('See what there is', seeData))] : []),
      bodyView(answer),
      element('details', {}, element('summary', {}, `${rows.length} headers`), element('dl', {}, ...rows)),
    ],
  }
}

const changeNote =
  'Other operations find what this has changed, until you close the tab. “Your data” shows it.'

function refusalNote({ provider, title }: ConsoleData, status: number, site: URL): HTMLElement {
  const href = new URL(`errors/${provider}/#e-${status}`, site).href
  return element(
    'p',
    { class: 'hint' },
    `The mock refuses as ${title} does, with its error body. `,
    element('a', { href }, `What ${status} means, and what to do`),
  )
}

function silentView(origin: string, ways: Ways): Shown {
  const start = element(
    'div',
    { class: 'start' },
    element('p', {}, 'Start one in a terminal:'),
    listing('Shell', 'npx @parlance/mock'),
    element('p', {}, 'In a clone of the repository this starts it beside the docs:'),
    listing('Shell, in the clone', 'npm start'),
  )
  const blocked = element(
    'p',
    { class: 'hint' },
    'If it runs, your browser may forbid pages from the web to call this machine, or ask you first.',
  )
  return {
    status: [`No mock answers at ${origin}.`],
    details: [start, ...(isLocal() ? [] : [blocked]), choices(ways, true)],
  }
}

function choices({ again, usePage }: Ways, canUsePage: boolean): HTMLElement {
  return element(
    'div',
    { class: 'actions' },
    action('Try again', again),
    ...(canUsePage ? [action('Use this page instead', usePage)] : []),
  )
}

/** `12 ms`, `1.4 s`. */
function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
}
