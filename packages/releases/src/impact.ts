/** How much a change matters to users, as the part of a version that it moves. */
export type Impact = 'major' | 'minor' | 'patch'

/** Impacts, the largest first. */
export const impacts = ['major', 'minor', 'patch'] as const

/** The largest of some impacts; `undefined` of none. */
export function largest(all: Iterable<Impact | undefined>): Impact | undefined {
  const found = new Set(all)
  return impacts.find((impact) => found.has(impact))
}

/** Whether one impact is at least as large as another; nothing is as large as nothing. */
export function covers(said: Impact | undefined, demanded: Impact | undefined): boolean {
  if (demanded === undefined) return true
  return said !== undefined && impacts.indexOf(said) <= impacts.indexOf(demanded)
}

/**
 * The bump that an impact demands of a version. While a version is 0.x a breaking change demands `minor`, as `^0.1.0`
 * promises no more; from 1.0 on it demands `major`. Everything else demands what it is.
 */
export function demandedBump(impact: Impact | undefined, version: string): Impact | undefined {
  return impact === 'major' && version.startsWith('0.') ? 'minor' : impact
}
