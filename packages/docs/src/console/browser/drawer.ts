/** The frame of the console: beside the page where there is room, over it on a phone. */
import { element } from '../../assets/element.js'
import { action } from './controls.ts'

export interface Drawer {
  /** Shows content under a title. The focus moves in; where it came from is remembered for the way back. */
  open(title: string, content: HTMLElement, back: () => HTMLElement | null): void
  /** Exchanges the content of the open drawer. */
  fill(title: string, content: HTMLElement): void
}

/** @param onClose called when the reader closes it */
export function createDrawer(onClose: () => void): Drawer {
  const heading = element('h2', { id: 'console-title', tabindex: '-1' })
  const place = element('div', { class: 'content' })
  const dialog = element(
    'dialog',
    { class: 'console', 'aria-labelledby': heading.id },
    element('header', {}, heading, action('Close', close)),
    place,
  )
  const narrow = matchMedia('(max-width: 60rem)')
  let wayBack: () => HTMLElement | null = () => null
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault()
    close()
  })
  dialog.addEventListener('keydown', (event) => {
    const isSent = event.key === 'Enter' && (event.ctrlKey || event.metaKey)
    if (!isSent && event.key !== 'Escape') return
    event.preventDefault()
    if (isSent) place.querySelector('form')?.requestSubmit()
    else close()
  })
  narrow.addEventListener('change', () => dialog.open && show())
  document.body.append(dialog)
  return { open, fill }

  function open(title: string, content: HTMLElement, back: () => HTMLElement | null): void {
    wayBack = back
    fill(title, content)
    show()
    heading.focus()
  }

  function fill(title: string, content: HTMLElement): void {
    heading.textContent = title
    place.replaceChildren(content)
    place.scrollTop = 0
  }

  /** Over the page, nothing else of it can be used; beside it, everything can. */
  function show(): void {
    const focused = dialog.contains(document.activeElement) ? document.activeElement : heading
    if (dialog.open) dialog.close()
    if (narrow.matches) dialog.showModal()
    else dialog.show()
    if (focused instanceof HTMLElement) focused.focus()
  }

  function close(): void {
    dialog.close()
    onClose()
    wayBack()?.focus()
  }
}
