/** Your data: what the mock keeps of the provider, beside the form that changes it. */
import { element } from '../../../assets/element.js'
import type { Kept, KeptOrder } from '../../../sandbox/kept.ts'
import { action, newId } from '../controls.ts'
import { listing } from '../listing.ts'
import type { Place } from '../place.ts'
import { changesOf, changesSentence } from './changes.ts'
import { clockView } from './clock.ts'
import { give, type Looked } from './give.ts'
import { recordsView, type UseOfIds } from './records.ts'

export interface KeptView {
  element: HTMLElement
  /** Opens and closes it. */
  button: HTMLButtonElement
  /** Opens it, and leads the reader there. */
  show(): void
  /** Looks again, if it is open. */
  refresh(): void
}

/** What is shown of whom. */
export interface About {
  provider: string
  /** What people call it. */
  title: string
  /** The collection that comes first, and is open at first. */
  collection: string
}

// What is due later is not waited for.
const longestWait = 60_000

export function keptView({ provider, title, collection }: About, place: Place, ids: UseOfIds): KeptView {
  const heading = element('h3', { id: newId(), tabindex: '-1' }, 'Your data')
  const status = element('p', { role: 'status' })
  const note = element('p', { class: 'fault' })
  const clock = clockView((order) => void look(order))
  const records = recordsView(collection, ids)
  const hint = `It puts the data of ${title} back to what it began with. The clock stays, and so does what belongs to other providers.`
  const shown = element(
    'div',
    { hidden: true },
    note,
    clock.element,
    records.element,
    element(
      'div',
      { class: 'actions' },
      action('Reset data', () => void look({ do: 'reset' })),
    ),
    element('p', { class: 'hint' }, hint),
  )
  const commands = element('div', {})
  const whole = element(
    'section',
    { class: 'kept', id: newId(), 'aria-labelledby': heading.id, hidden: true },
    heading,
    status,
    shown,
    commands,
  )
  const button = action('Your data', () => (whole.hidden ? show() : setOpen(false)))
  button.setAttribute('aria-controls', whole.id)
  setOpen(false)
  let last: { kept: Kept; from: string } | undefined
  let asked = 0
  let alarm: ReturnType<typeof setTimeout> | undefined
  return { element: whole, button, show, refresh }

  function show(): void {
    setOpen(true)
    heading.focus()
    whole.scrollIntoView({ block: 'nearest' })
    refresh()
  }

  function setOpen(isOpen: boolean): void {
    whole.hidden = !isOpen
    button.setAttribute('aria-expanded', String(isOpen))
  }

  function refresh(): void {
    if (!whole.hidden && whole.isConnected) void look({ do: 'look' })
  }

  async function look(order: KeptOrder): Promise<void> {
    const own = ++asked
    if (!last) status.textContent = 'Looking …'
    const looked = await give(order, place, provider)
    // A later look has taken over the place.
    if (own === asked) draw(looked)
  }

  function draw(looked: Looked): void {
    clearTimeout(alarm)
    const isKept = looked.kind === 'kept'
    shown.hidden = !isKept
    commands.replaceChildren(...(isKept ? [] : looked.commands.map((command) => listing('Shell', command))))
    if (isKept) drawKept(looked.kept, looked.from)
    else {
      last = undefined
      status.textContent = looked.reason
    }
  }

  function drawKept(kept: Kept, from: string): void {
    const before = last?.from === from ? last.kept : undefined
    const changes = changesOf(before, kept)
    status.textContent = before ? changesSentence(changes) : countSentence(kept)
    note.textContent = kept.note ?? ''
    clock.update(kept)
    records.update(kept, changes)
    last = { kept, from }
    waitForNext(kept)
  }

  /** What happens by itself shows by itself. */
  function waitForNext({ now, timers: [next] }: Kept): void {
    const wait = next ? Date.parse(next.due) - Date.parse(now) : Infinity
    if (wait <= longestWait) alarm = setTimeout(refresh, Math.max(wait, 0) + 50)
  }
}

function countSentence({ collections }: Kept): string {
  const filled = collections.filter(({ size }) => size > 0)
  const sum = filled.reduce((total, { size }) => total + size, 0)
  return `${sum} ${sum === 1 ? 'record' : 'records'} in ${filled.length} ${filled.length === 1 ? 'collection' : 'collections'}.`
}
