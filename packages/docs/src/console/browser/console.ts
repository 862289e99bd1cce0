/** The console of a reference: what the loader imports when somebody wants it. */
import { element } from '../../assets/element.js'
import type { ConsoleData } from '../shape.ts'
import { action } from './controls.ts'
import { createDrawer } from './drawer.ts'
import { type Form, newForm } from './form.ts'
import { panelOf } from './panel.ts'
import { findPlace, type Place } from './place.ts'

export interface Console {
  /** Loads what the first panel needs. */
  prepare(): void
  /**
   * Opens the panel of an operation.
   *
   * @param name its id, in capitals or not
   * @param back finds the element that gets the focus when the panel is closed
   */
  open(name: string, back: () => HTMLElement | null): Promise<void>
}

/** @param address of the provider's `console.<hash>.json` */
export function createConsole(address: URL): Console {
  const site = new URL('../', import.meta.url)
  const drawer = createDrawer(() => setAddress(undefined))
  const forms = new Map<string, Form>()
  let data: Promise<ConsoleData> | undefined
  let place: Promise<Place> | undefined
  return { prepare: () => void load().catch(() => {}), open }

  async function open(name: string, back: () => HTMLElement | null): Promise<void> {
    drawer.open('Try it', element('p', { role: 'status' }, 'Loading …'), back)
    setAddress(name)
    try {
      const { title, panel } = await panelFor(name)
      drawer.fill(title, panel)
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      const again = action('Try again', () => void open(name, back))
      drawer.fill('Try it', element('div', {}, element('p', { role: 'alert' }, message), again))
    }
  }

  async function panelFor(name: string): Promise<{ title: string; panel: HTMLElement }> {
    const found = await load()
    const operation = found.operations.find(({ id }) => id.toLowerCase() === name.toLowerCase())
    if (!operation) throw new Error(`${found.title} has no operation ${name}. The menu lists all it has.`)
    setAddress(operation.id)
    place ??= findPlace(found.provider)
    // What was written stays as long as the page is open.
    const form = forms.get(operation.id) ?? newForm(found, operation)
    forms.set(operation.id, form)
    return { title: operation.summary, panel: panelOf(found, form, await place, site) }
  }

  function load(): Promise<ConsoleData> {
    data ??= fetchData(address).catch((error: unknown) => {
      data = undefined
      throw error
    })
    return data
  }
}

async function fetchData(address: URL): Promise<ConsoleData> {
  const response = await fetch(address).catch(() => undefined)
  if (!response?.ok)
    throw new Error(
      `What the console needs to know could not be loaded (${response?.status ?? 'no answer'}).`,
    )
  return (await response.json()) as ConsoleData
}

/** Names the operation in the address, so that it can be linked to. The hash stays Redoc's. */
function setAddress(id: string | undefined): void {
  const address = new URL(location.href)
  if (id === undefined) address.searchParams.delete('try')
  else address.searchParams.set('try', id)
  if (address.href !== location.href) history.replaceState(history.state, '', address)
}
