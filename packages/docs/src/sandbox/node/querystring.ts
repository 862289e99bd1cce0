/** Stands in for `node:querystring`: as much as the mock needs. */
import { Buffer } from './buffer.ts'

/** More are not read. */
const mostPairs = 1000

/** Reads a query; a name that comes several times has a list. Reads what is encoded badly as it stands. */
export function parse(query: string): Record<string, string | string[]> {
  const found = Object.create(null) as Record<string, string | string[]>
  for (const pair of query.split('&').filter(Boolean).slice(0, mostPairs)) {
    const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(pair) ?? []
    const key = decode(name)
    const known = found[key]
    found[key] = known === undefined ? decode(value) : [...[known].flat(), decode(value)]
  }
  return found
}

function decode(encoded: string): string {
  const text = encoded.replaceAll('+', ' ')
  try {
    return decodeURIComponent(text)
  } catch {
    return decodeBadly(text)
  }
}

/** Codes that are whole become bytes, and bytes that are no text become question marks. */
function decodeBadly(text: string): string {
  const bytes = text
    .split(/(%[\da-f]{2})/i)
    .map((part, index) =>
      index % 2 === 1 ? [Number.parseInt(part.slice(1), 16)] : Array.from(Buffer.from(part)),
    )
  return Buffer.from(Uint8Array.from(bytes.flat())).toString()
}
