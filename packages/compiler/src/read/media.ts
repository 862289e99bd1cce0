import type { MediaType } from '../document.ts'

/** The first JSON media type of a body, `application/json` before its relatives. */
export function jsonOf(content: Record<string, MediaType>): [string, MediaType] | undefined {
  const all = Object.entries(content).filter(([mediaType]) => /[/+]json\b/.test(mediaType))
  return all.find(([mediaType]) => mediaType === 'application/json') ?? all[0]
}
