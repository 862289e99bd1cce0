/** What tells one record from another at a glance. */
import type { KeptRecord } from '../../../sandbox/kept.ts'

// What people look for, in this order.
const kinds = [
  /(?:status|state)$/i,
  /(?:name|title|subject|label)$/i,
  /(?:text|body|content|description)$/i,
  /(?:email|phone|number|city|country)/i,
  /(?:type|kind|event)$/i,
]
const most = 3
const longest = 48

/** Values that say what a record is, the most telling first; its id is not among them. */
export function tellingOf(record: KeptRecord, key: string): string[] {
  const known = Object.entries(record).filter(([name]) => name !== key && !/_?(?:id|url|link)s?$/i.test(name))
  const found = kinds.flatMap((kind) => {
    const match = known.find(([name, value]) => kind.test(name) && isShort(value))
    return match ? [short(String(match[1]))] : []
  })
  return [...new Set(found)].slice(0, most)
}

function isShort(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > longest ? `${line.slice(0, longest - 2).trimEnd()} …` : line
}
