/** The body of an answer, as what it is. */
import { element } from '../../assets/element.js'
import { listing } from './listing.ts'
import type { Answer } from './send.ts'

export function bodyView({ bytes, type }: Answer): HTMLElement {
  if (bytes.byteLength === 0) return element('p', { class: 'hint' }, 'No body.')
  if (/[/+]json\b/.test(type)) return listing(`Body, ${type}`, pretty(textOf(bytes)))
  if (type.startsWith('text/')) return listing(`Body, ${type}`, textOf(bytes))
  return fileView(bytes, type)
}

function textOf(bytes: ArrayBuffer): string {
  return new TextDecoder().decode(bytes)
}

/** JSON that is none is shown as it came. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

function fileView(bytes: ArrayBuffer, type: string): HTMLElement {
  const href = URL.createObjectURL(new Blob([bytes], { type }))
  const link = element('a', { href, download: '' }, 'Save it')
  return element('p', {}, `A file of ${bytes.byteLength} bytes, ${type || 'of no stated type'}. `, link)
}
