/** Stands in for `Buffer` and `node:buffer`: as much as the mock needs. */

/** How bytes are written as text. */
type Encoding = 'utf8' | 'base64' | 'base64url' | 'hex'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const strictDecoder = new TextDecoder('utf-8', { fatal: true })

/** Bytes that know what they say; parts of them do too. */
class Bytes extends Uint8Array {
  override toString(encoding: Encoding = 'utf8'): string {
    if (encoding === 'utf8') return decoder.decode(this)
    if (encoding === 'hex') return Array.from(this, (byte) => byte.toString(16).padStart(2, '0')).join('')
    const text = btoa(Array.from(this, (byte) => String.fromCharCode(byte)).join(''))
    return encoding === 'base64' ? text : text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
  }

  override includes(wanted: number | string, start?: number): boolean {
    return typeof wanted === 'number' ? super.includes(wanted, start) : this.toString().includes(wanted)
  }
}

/** Reads Base64 in either alphabet, and takes no notice of what belongs to neither. */
function fromBase64(text: string): Bytes {
  const [start = ''] = text.split('=', 1)
  const letters = start
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replaceAll(/[^\w+/]|_/g, '')
  // One letter alone is less than a byte.
  const whole = letters.length % 4 === 1 ? letters.slice(0, -1) : letters
  return Bytes.from(atob(whole), (character) => character.charCodeAt(0)) as Bytes
}

export const Buffer = {
  from(value: string | Uint8Array, encoding: Encoding = 'utf8'): Bytes {
    if (typeof value !== 'string') return new Bytes(value)
    return encoding.startsWith('base64') ? fromBase64(value) : new Bytes(encoder.encode(value))
  },
  alloc: (size: number): Bytes => new Bytes(size),
}

/** Whether bytes are text. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    strictDecoder.decode(bytes)
    return true
  } catch {
    return false
  }
}
