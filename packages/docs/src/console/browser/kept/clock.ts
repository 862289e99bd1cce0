/** The clock of the mock, and what is due by it. */
import { element } from '../../../assets/element.js'
import type { Kept, KeptOrder } from '../../../sandbox/kept.ts'
import { action } from '../controls.ts'

export interface ClockView {
  element: HTMLElement
  update(kept: Kept): void
}

const orders: [name: string, order: KeptOrder][] = [
  ['+1 minute', { do: 'advance', seconds: 60 }],
  ['+1 hour', { do: 'advance', seconds: 3600 }],
  ['+1 day', { do: 'advance', seconds: 86_400 }],
  ['Real time', { do: 'return' }],
]

export function clockView(give: (order: KeptOrder) => void): ClockView {
  const text = element('p', {})
  const buttons = orders.map(([name, order]) => action(name, () => give(order)))
  const group = element(
    'div',
    { class: 'actions', role: 'group', 'aria-label': 'Clock of the mock' },
    ...buttons,
  )
  return { element: element('div', {}, text, group), update }

  function update({ now, timers }: Kept): void {
    const time = element('time', { datetime: now }, clockTime(now))
    text.replaceChildren('For the mock it is ', time, `. ${dueSentence(now, timers)}`)
  }
}

/** What happens next, and how much after it. */
export function dueSentence(now: string, [next, ...others]: Kept['timers']): string {
  if (!next) return 'Nothing is due.'
  const more = others.length > 0 ? `, and ${others.length} more later` : ''
  return `Due next: ${words(next.timer)}, ${waiting(Date.parse(next.due) - Date.parse(now))}${more}.`
}

/** `2026-03-01 09:30:00 UTC` */
function clockTime(iso: string): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`
}

/** What the rules call `settleMessage`, people read as words. */
function words(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]/g, ' ')
    .toLowerCase()
}

const units: [name: string, milliseconds: number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
]

/** `in 3 seconds`, `in 2 days` */
function waiting(milliseconds: number): string {
  if (milliseconds <= 0) return 'now'
  const [name, unit] = units.find(([, unit]) => milliseconds >= unit) ?? ['second', 1000]
  const number = Math.round(milliseconds / unit) || 1
  return `in ${number} ${name}${number === 1 ? '' : 's'}`
}
