/** Everything that a value shows of itself, and everything that is said while a drill runs. */
import { builtin, inspected } from './platform.ts'

/** Each text that a value gives away, with the way to it. */
export function traces(value: unknown): [string, string][] {
  const found: [string, string][] = inspected(value).map((text) => ['inspected', text])
  collect(value, 'value', found, new Set())
  return found
}

function collect(value: unknown, place: string, found: [string, string][], known: Set<unknown>): void {
  if (typeof value === 'string') return void found.push([place, value])
  if (typeof value !== 'object' || value === null || known.has(value)) return
  known.add(value)
  found.push([`String(${place})`, String(value)])
  found.push([`JSON of ${place}`, asJson(value)])
  if (value instanceof Error)
    found.push([`${place}.message`, value.message], [`${place}.stack`, value.stack ?? ''])
  if (value instanceof Response) {
    found.push([`${place}.url`, value.url], [`${place}.headers`, JSON.stringify([...value.headers])])
  }
  for (const name of Object.getOwnPropertyNames(value)) {
    collect((value as Record<string, unknown>)[name], `${place}.${name}`, found, known)
  }
}

function asJson(value: object): string {
  try {
    return JSON.stringify(value) ?? ''
  } catch {
    // What goes round in a circle has no JSON; its parts are collected one by one.
    return ''
  }
}

type Hear = (...what: unknown[]) => void

const methods = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const

/** Hears everything that is printed and published until it is stopped. */
export function listening(hear: Hear): () => void {
  const stops = [onConsole(hear), onChannel(hear)]
  return () => stops.forEach((stop) => stop())
}

/** Hears everything that is printed until it is stopped. */
export function onConsole(hear: Hear, names: readonly (typeof methods)[number][] = methods): () => void {
  const originals = names.map((name) => [name, console[name]] as const)
  for (const name of names) console[name] = hear
  return () => originals.forEach(([name, original]) => void (console[name] = original))
}

interface Channels {
  subscribe(name: string, listener: Hear): void
  unsubscribe(name: string, listener: Hear): void
}

function onChannel(hear: Hear): () => void {
  const channels = builtin<Channels>('node:diagnostics_channel')
  channels?.subscribe('parlance', hear)
  return () => channels?.unsubscribe('parlance', hear)
}
