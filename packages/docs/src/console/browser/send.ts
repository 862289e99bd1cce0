import { openPageMock } from './page-mock.ts'
import { forget, isMockAt, type Place } from './place.ts'
import type { AskedRequest } from './request.ts'

/** What became of a request. */
export type Outcome =
  | { kind: 'answer'; answer: Answer }
  /** No mock is there. */
  | { kind: 'silent'; origin: string }
  | { kind: 'stopped'; milliseconds: number }
  | { kind: 'failed'; message: string }

export interface Answer {
  status: number
  statusText: string
  headers: [string, string][]
  type: string
  bytes: ArrayBuffer
  milliseconds: number
}

/** Sends a request, and never throws. */
export async function send(place: Place, request: AskedRequest, signal: AbortSignal): Promise<Outcome> {
  const begin = performance.now()
  try {
    if (place.kind === 'mock' && !(await isMockAt(place.origin, request.provider)))
      return { kind: 'silent', origin: place.origin }
    const start = performance.now()
    const response = await fetchFrom(place, request, signal)
    return { kind: 'answer', answer: await read(response, start) }
  } catch (error) {
    if (signal.aborted) return { kind: 'stopped', milliseconds: performance.now() - begin }
    forget(place.origin)
    if (place.kind === 'mock' && !(await isMockAt(place.origin, request.provider)))
      return { kind: 'silent', origin: place.origin }
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) }
  }
}

async function fetchFrom(
  { kind, origin }: Place,
  { provider, path, method, headers, body }: AskedRequest,
  signal: AbortSignal,
): Promise<Response> {
  const init: RequestInit = { method, headers, signal, ...(body !== undefined && { body }) }
  if (kind === 'page') return (await openPageMock()).fetch(provider, path, init)
  return fetch(`${origin}/${provider}${path}`, { ...init, credentials: 'omit', cache: 'no-store' })
}

async function read(response: Response, start: number): Promise<Answer> {
  const { status, statusText, headers } = response
  const bytes = await response.arrayBuffer()
  return {
    status,
    statusText,
    headers: [...headers],
    type: headers.get('content-type') ?? '',
    bytes,
    milliseconds: performance.now() - start,
  }
}
