/** HAR 1.2: one entry for each exchange. */
import { isUtf8 } from 'node:buffer'
import { parse } from 'node:querystring'
import type { Finding } from './finding.ts'
import type { Pair } from './headers.ts'
import { headerOf, type Message, type Recorded } from './record.ts'

interface Named {
  name: string
  value: string
}

interface HarMessage {
  httpVersion: string
  cookies: Named[]
  headers: Named[]
  headersSize: number
  bodySize: number
}

/** An entry as HAR has it; what begins with `_` is our own. */
export interface HarEntry {
  startedDateTime: string
  time: number
  request: HarMessage & {
    method: string
    url: string
    queryString: Named[]
    postData?: { mimeType: string; text: string; comment?: string }
  }
  response: HarMessage & {
    status: number
    statusText: string
    content: { size: number; mimeType: string; text?: string; encoding?: string; comment?: string }
    redirectURL: string
  }
  cache: Record<string, never>
  timings: { send: number; wait: number; receive: number }
  comment?: string
  /** Operation id, or method and path. */
  _operation: string
  _violations: readonly Finding[]
}

/** The entry of an exchange. An exchange without a response has the status 0, as browsers put it. */
export function toHarEntry(record: Recorded): HarEntry {
  const { startedAt, wait, receive, request, name, findings, error } = record
  return {
    startedDateTime: startedAt.toISOString(),
    time: wait + receive,
    request: {
      ...messageOf(request),
      method: request.method,
      url: request.url,
      queryString: queryOf(request.url),
      ...postDataOf(request),
    },
    response: responseOf(record.response),
    cache: {},
    timings: { send: 0, wait, receive },
    ...(error !== undefined && { comment: error }),
    _operation: name,
    _violations: findings,
  }
}

function messageOf({ headers, size }: Message): HarMessage {
  return {
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: headers.map(toNamed),
    headersSize: -1,
    bodySize: size,
  }
}

function toNamed([name, value]: Pair): Named {
  return { name, value }
}

function queryOf(url: string): Named[] {
  const query = parse(url.split('?')[1] ?? '')
  return Object.entries(query).flatMap(([name, values]) =>
    [values ?? ''].flat().map((value) => ({ name, value })),
  )
}

function postDataOf({ headers, body, size }: Message): Pick<HarEntry['request'], 'postData'> {
  if (size === 0) return {}
  const mimeType = headerOf({ headers }, 'content-type') ?? ''
  // HAR has no way to write bytes here.
  if (body === undefined || !isUtf8(body)) return { postData: { mimeType, text: '', comment: omitted(size) } }
  return { postData: { mimeType, text: body.toString() } }
}

const noResponse: HarEntry['response'] = {
  ...messageOf({ headers: [], body: undefined, size: -1 }),
  status: 0,
  statusText: '',
  content: { size: 0, mimeType: 'x-unknown' },
  redirectURL: '',
}

function responseOf(response: Recorded['response']): HarEntry['response'] {
  if (!response) return noResponse
  const { status, statusText, body, size } = response
  const mimeType = headerOf(response, 'content-type') ?? 'x-unknown'
  const isText = body !== undefined && isUtf8(body)
  return {
    ...messageOf(response),
    status,
    statusText,
    content: {
      size: body?.length ?? size,
      mimeType,
      ...(body && { text: body.toString(isText ? 'utf8' : 'base64') }),
      ...(body && !isText && { encoding: 'base64' }),
      ...(!body && size > 0 && { comment: omitted(size) }),
    },
    redirectURL: headerOf(response, 'location') ?? '',
  }
}

function omitted(size: number): string {
  return `${size} bytes are left out`
}
