/** Reads answers out of bytes. */

/** One answer of a server. */
export interface Answer {
  readonly status: number
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: Buffer
}

/**
 * The answers that some bytes hold, one after the other; one that is cut off is left out.
 *
 * @param isHead - Whether they answer `HEAD`, so that there is no body, whatever its length is said to be.
 */
export function readAnswers(bytes: Buffer, isHead = false): Answer[] {
  const answers: Answer[] = []
  let rest = bytes
  for (;;) {
    const end = rest.indexOf('\r\n\r\n')
    if (end < 0) return answers
    const [first = '', ...lines] = rest.subarray(0, end).toString('latin1').split('\r\n')
    const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(first)?.[1])
    if (!status) throw new Error(`This is no answer: ${first.slice(0, 200)}`)
    const headers = new Map(lines.map(toHeader))
    const length = isHead || status < 200 ? 0 : lengthOf(headers, rest.subarray(end + 4))
    const body = rest.subarray(end + 4, end + 4 + length)
    if (body.length < length) return answers
    // One that only asks for more is no answer yet.
    if (status >= 200) answers.push({ status, headers, body })
    rest = rest.subarray(end + 4 + length)
  }
}

/** How many bytes of what follows are the body. What comes in chunks is never more than the empty last one. */
function lengthOf(headers: Answer['headers'], rest: Buffer): number {
  if (headers.get('transfer-encoding') === undefined) return Number(headers.get('content-length') ?? 0)
  const nothing = '0\r\n\r\n'
  if (rest.subarray(0, nothing.length).toString() === nothing) return nothing.length
  throw new Error('An answer comes in chunks, and the mock never sends any.')
}

function toHeader(line: string): [string, string] {
  const colon = line.indexOf(':')
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
}
