/**
 * Where requests are sent: to the mock inside the page, or to one on this machine. It is in the bundle of this console,
 * and `assets/place.js` for the page of Scalar.
 */
import { mockOrigin } from '@parlance/compiler/samples'

export interface Place {
  kind: 'page' | 'mock'
  /** Of the mock on this machine, whether it is chosen or not. */
  origin: string
}

const key = 'parlance.console'
// Long enough for a mock that is busy, and short enough to wait for before anything is drawn.
const patience = 1500

/** Whether the site itself came from this machine. */
export function isLocal({ hostname }: { hostname: string } = location): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])$/.test(hostname)
}

/**
 * What the reader chose last; else the mock beside the site, as `npm start` serves it; else the page. A page that did
 * not come from this machine asks nothing of it before the reader says so.
 */
export async function findPlace(provider: string): Promise<Place> {
  const { kind, origin } = remembered()
  const isBeside = isLocal() && (await isMockAt(location.origin, provider))
  const known = origin ?? (isBeside ? location.origin : mockOrigin)
  return { kind: kind ?? (isBeside ? 'mock' : 'page'), origin: known }
}

// Mocks that have answered are not asked again.
const met = new Set<string>()

/**
 * Whether a mock answers there. Beside the page it has a page of its own on how it is controlled; elsewhere it has JSON
 * for every path of a provider, which a server of files has not.
 */
export async function isMockAt(origin: string, provider: string): Promise<boolean> {
  if (met.has(origin)) return true
  const path = origin === location.origin ? '__mock' : `${provider}/`
  try {
    const signal = AbortSignal.timeout(patience)
    const { headers } = await fetch(`${origin}/${path}`, { credentials: 'omit', signal })
    if (/[/+]json\b/.test(headers.get('content-type') ?? '')) met.add(origin)
  } catch {
    // Nobody is there, or nobody who lets this page in.
  }
  return met.has(origin)
}

/** Has a mock asked again whether it is there. */
export function forget(origin: string): void {
  met.delete(origin)
}

/**
 * The origin that a text names, if the page may call it: one of this machine, or its own.
 *
 * @param own the page's origin
 */
export function allowedOrigin(text: string, own = location.origin): string | undefined {
  const url = URL.parse(/^https?:/.test(text) ? text : `http://${text}`)
  if (!url || url.pathname !== '/' || url.search !== '') return undefined
  const isAllowed = url.protocol === 'http:' && /^(127\.0\.0\.1|localhost)$/.test(url.hostname)
  return isAllowed || url.origin === own ? url.origin : undefined
}

/** Remembers a choice for the next time. The origin is kept only where the reader wrote it. */
export function remember({ kind, origin }: { kind: Place['kind']; origin: string | undefined }): void {
  try {
    localStorage.setItem(key, JSON.stringify({ kind, origin }))
  } catch {
    // Storage is refused: the choice holds for this page.
  }
}

/** What the reader chose last, on any page. */
export function remembered(): { kind?: Place['kind']; origin?: string } {
  try {
    const { kind, origin } = JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, unknown>
    const known = typeof origin === 'string' ? allowedOrigin(origin) : undefined
    return {
      ...((kind === 'page' || kind === 'mock') && { kind }),
      ...(known !== undefined && { origin: known }),
    }
  } catch {
    return {}
  }
}
