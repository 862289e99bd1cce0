/** Mocks that answer wrongly. */
import type { Wire } from '../requests/draft.ts'
import type { Answer, Send } from '../suite/send.ts'
import type { Fault } from './fault.ts'

type Change = (answer: Answer, wire: Wire) => Answer | undefined

/** A fault that changes some answers; nothing leaves an answer alone. */
function changing(name: string, caughtBy: string, change: Change): Fault<Send> {
  return {
    name,
    caughtBy,
    plant: (send, act) => async (wire) => {
      const answer = await send(wire)
      const changed = change(answer, wire)
      if (changed) act()
      return changed ?? answer
    },
  }
}

const isGood = ({ status }: Answer): boolean => status >= 200 && status < 300
const withHeaders = (answer: Answer, headers: Readonly<Record<string, string>>): Answer => ({
  ...answer,
  headers: { ...answer.headers, ...headers },
})

function withoutHeader(answer: Answer, name: string): Answer | undefined {
  if (!(name in answer.headers)) return undefined
  return {
    ...answer,
    headers: Object.fromEntries(Object.entries(answer.headers).filter(([key]) => key !== name)),
  }
}

const isJson = ({ headers, body }: Answer): boolean =>
  body !== '' && /json/.test(headers['content-type'] ?? '')

/** Takes what is refused, for one of these reasons, as if it had been good. */
function accepting(
  name: string,
  caughtBy: string,
  isMeant: (answer: Answer, wire: Wire) => boolean,
): Fault<Send> {
  return changing(name, caughtBy, (answer, wire) =>
    isMeant(answer, wire) ? { ...answer, status: 200 } : undefined,
  )
}

export const answerFaults: readonly Fault<Send>[] = [
  changing('breaks down', 'not a server error', (answer) =>
    isGood(answer) ? { ...answer, status: 500 } : undefined,
  ),
  changing('breaks down at what is wrong', 'not a server error', (answer) =>
    answer.status === 400 || answer.status === 422 ? { ...answer, status: 500 } : undefined,
  ),
  changing('hangs up', 'not a server error', (answer) =>
    isGood(answer)
      ? { status: 0, headers: {}, body: 'socket hang up', duration: answer.duration }
      : undefined,
  ),
  changing('answers with a status that is not declared', 'status code conformance', (answer) =>
    isGood(answer) ? { ...answer, status: 299 } : undefined,
  ),
  changing('answers with another media type', 'content type conformance', (answer) =>
    isJson(answer) ? withHeaders(answer, { 'content-type': 'text/html' }) : undefined,
  ),
  changing('does not say which media type it is', 'content type conformance', (answer) =>
    isJson(answer) ? withoutHeader(answer, 'content-type') : undefined,
  ),
  changing('leaves a header out', 'response headers conformance', (answer) =>
    answer.status === 201 ? withoutHeader(answer, 'location') : undefined,
  ),
  changing('garbles a header', 'response headers conformance', (answer) => {
    const names = ['x-response-token', 'x-api-version'].filter((name) => name in answer.headers)
    if (answer.status === 201 && 'location' in answer.headers) names.push('location')
    if (names.length === 0) return undefined
    return withHeaders(answer, Object.fromEntries(names.map((name) => [name, 'no such thing'])))
  }),
  changing('answers with something else', 'response schema conformance', (answer) =>
    isGood(answer) && isJson(answer) ? { ...answer, body: '"no such thing"' } : undefined,
  ),
  changing('leaves the end of a body out', 'response schema conformance', (answer) =>
    isGood(answer) && isJson(answer) ? { ...answer, body: answer.body.slice(0, -1) } : undefined,
  ),
  changing('refuses in a shape that nobody knows', 'response schema conformance', (answer) =>
    answer.status >= 400 && isJson(answer) ? { ...answer, body: 'null' } : undefined,
  ),
  accepting('takes what is wrong', 'negative data rejection', ({ status }) =>
    [400, 404, 415, 422].includes(status),
  ),
  changing('sees no credentials where a body is wrong', 'negative data rejection', (answer) =>
    [400, 404, 415, 422].includes(answer.status) ? { ...answer, status: 401 } : undefined,
  ),
  changing('refuses what is good', 'positive data acceptance', (answer) =>
    isGood(answer) ? { ...answer, status: 400 } : undefined,
  ),
  accepting(
    'takes a body whatever its type',
    'missing required header',
    ({ status }, { headers, body }) => status >= 400 && body !== undefined && !('content-type' in headers),
  ),
  accepting('answers every method', 'unsupported method', ({ status }) => status === 405),
  changing('does not find what it does not do', 'unsupported method', (answer) =>
    answer.status === 405 ? { ...answer, status: 404 } : undefined,
  ),
  changing('does not say what it does', 'unsupported method', (answer) =>
    answer.status === 405 ? withoutHeader(answer, 'allow') : undefined,
  ),
  changing('says that it does what it does not', 'unsupported method', (answer) =>
    answer.status === 405 ? withHeaders(answer, { allow: `${answer.headers['allow']}, BREW` }) : undefined,
  ),
  changing('says less than it does', 'unsupported method', (answer) =>
    answer.status === 405 ? withHeaders(answer, { allow: 'OPTIONS' }) : undefined,
  ),
  accepting(
    'asks nobody who they are',
    'ignored auth',
    ({ status }, { headers }) => status === 401 && !('authorization' in headers) && !('x-api-key' in headers),
  ),
  accepting(
    'takes any credential',
    'ignored auth',
    ({ status }, { headers }) => status === 401 && ('authorization' in headers || 'x-api-key' in headers),
  ),
  changing('takes its time', 'max response time', (answer) => ({ ...answer, duration: 60_000 })),
]
