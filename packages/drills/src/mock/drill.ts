/** What a drill of the mock is, and how it is run. */
import { type Answer, readAnswers } from './answers.ts'
import { type Piece, type Plan, talk } from './raw.ts'
import { hostShapes, misshapen } from './shape.ts'
import type { Good, Target } from './target.ts'

/**
 * What the mock may make of something: a refusal of these statuses, a success, a connection that it closes without a
 * word. Nothing else, and above all no 500.
 */
export type Ending = number | 'success' | 'closed'

/** Something that clients do to the mock. */
export interface Drill {
  /** What it is, in a few words. */
  readonly name: string
  /** How it may end. Default: any refusal, or a closed connection. */
  readonly ends?: readonly Ending[]
  /** How many answers there may be. Default: one at most. */
  readonly answers?: number
  /** Whether it asks with `HEAD`. */
  readonly isHead?: boolean
  /** Whether it is about how long the mock waits: it gets one that waits for two seconds only. */
  readonly isWaitedFor?: boolean
  /** Whether it asks for what belongs to no provider. */
  readonly isOutside?: boolean
  readonly after?: Plan['after']
  pieces(target: Target): Iterable<Piece> | AsyncIterable<Piece>
}

/** Drills that belong together, and what the mock promises about them. */
export interface Topic {
  readonly name: string
  readonly promises: string
  readonly drills: readonly Drill[]
}

/** How a drill ended. */
export interface Ended {
  readonly answers: readonly Answer[]
  /** What was not as it should be. */
  readonly problems: readonly string[]
}

/** How long a drill may take when nobody says otherwise, in milliseconds. */
const patience = 20_000

/** Runs a drill. Rejects when it does not come to an end. */
export async function runDrill(drill: Drill, target: Target, limit = patience): Promise<Ended> {
  const { after = 'wait', isHead = false, answers: most = 1 } = drill
  const bytes = await talk(target.origin, { pieces: drill.pieces(target), after, limit })
  const answers = readAnswers(bytes, isHead)
  const problems = answers.flatMap((answer) => problemsOf(answer, drill, target))
  const surplus =
    answers.length > most ? [`There are ${answers.length} answers, and ${most} were asked for.`] : []
  return { answers, problems: [...surplus, ...problems, ...silence(answers, drill)] }
}

function silence(answers: readonly Answer[], { ends }: Drill): string[] {
  const isAllowed = ends === undefined || ends.includes('closed')
  return answers.length > 0 || isAllowed ? [] : ['The connection was closed without an answer.']
}

function problemsOf(answer: Answer, { ends, isOutside }: Drill, target: Target): string[] {
  const { status } = answer
  const isAllowed =
    ends === undefined ? isRefusal(status) : ends.some((one) => one === (status < 400 ? 'success' : status))
  if (!isAllowed)
    return [
      `The answer is ${status}, and should be ${ends?.join(' or ') ?? 'a refusal or a closed connection'}.`,
    ]
  const wrong = status < 400 ? undefined : misshapen(answer, isOutside ? hostShapes : target.shapes)
  return wrong === undefined ? [] : [wrong]
}

function isRefusal(status: number): boolean {
  return status >= 400 && status < 500
}

/** Asks for what the provider has, as any client would. Rejects when it does not get it. */
export async function askNormally(target: Target, limit = patience): Promise<void> {
  for (const good of [target.read, target.write]) {
    const answer = await answerTo(good, target, limit)
    if (answer && answer.status < 400) continue
    const why = answer?.headers.get('x-parlance-refusal') ?? ''
    throw new Error(`${good.method} ${good.path} was answered with ${answer?.status ?? 'nothing'} ${why}`)
  }
}

/** On a machine that stands still for seconds, 408 is right: then it is asked again. */
async function answerTo(good: Good, target: Target, limit: number): Promise<Answer | undefined> {
  let answer: Answer | undefined
  for (let attempt = 0; attempt < 3; attempt += 1) {
    answer = readAnswers(await talk(target.origin, { pieces: [requestOf(good)], limit }))[0]
    if (answer?.status !== 408) break
  }
  return answer
}

/** What makes a request, for drills to put something else in a place. */
export interface Parts {
  readonly method: string
  readonly path: string
  readonly headers: readonly string[]
  readonly body?: string
}

/** The text of a request after whose answer the connection is closed. */
export function requestOf({ method, path, headers, body = '' }: Parts): string {
  return `${headOf({ method, path, headers: [...headers, 'Connection: close'] })}${body}`
}

/** The text of a request up to its body. */
export function headOf({ method, path, headers }: Parts): string {
  return [`${method} ${path} HTTP/1.1`, 'Host: mock.example', ...headers, '', ''].join('\r\n')
}

/** The write of a target with another body, and its right length. */
export function writing(target: Target, body: string | Uint8Array, ...more: string[]): Piece[] {
  return [
    headOf({
      ...target.write,
      headers: [...closing(target, `Content-Length: ${Buffer.byteLength(body)}`), ...more],
    }),
    body,
  ]
}

/** The headers of the write of a target, with another way to tell where the body ends. */
export function closing({ write }: Target, ...framing: string[]): string[] {
  return [
    ...write.headers.filter((line) => !line.startsWith('Content-Length')),
    ...framing,
    'Connection: close',
  ]
}
