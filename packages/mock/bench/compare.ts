/** Every side under the same load, in turns, several times over. */
import { load, type Outcome } from './load.ts'
import { usageOf } from './machine.ts'
import { startServer } from './server.ts'
import { type Side, sides } from './sides.ts'
import type { Exchange, Kind, Subject } from './subject.ts'

/** One side in one round. */
export interface Measured {
  readonly side: string
  readonly round: number
  /** From the start of the process to the first answer, in milliseconds. */
  readonly readyAfter: number
  /** What the process held after the load, in MB. */
  readonly megabytes: number | undefined
  readonly get: Rate
  readonly post: Rate
}

export interface Rate extends Pick<Outcome, 'perSecond' | 'p50' | 'p99'> {
  /** Processor time of the server for one answer, in microseconds. */
  readonly micros: number | undefined
}

export interface Rounds {
  readonly rounds: number
  /** How long each measurement takes. */
  readonly seconds: number
}

const kinds: readonly Kind[] = ['get', 'post']

/** How long a fresh process is used before it is measured, in seconds. */
const warmUp = 2

/** Measures all sides, each in a fresh process in each round. The order changes, so that no side always comes first. */
export async function compare(
  subject: Subject,
  { rounds, seconds }: Rounds,
  tell: (line: string) => void,
): Promise<Measured[]> {
  const all: Measured[] = []
  for (let round = 0; round < rounds; round++) {
    const order = sides.map((_, index) => sides[(index + round) % sides.length]!)
    for (const side of order) {
      const measured = await measure(side, subject, round, seconds)
      all.push(measured)
      const rates = kinds.map((kind) => `${kind} ${Math.round(measured[kind].perSecond)}/s`)
      tell(`round ${round + 1} of ${rounds}, ${side.name}: ${rates.join(', ')}`)
    }
  }
  return all
}

async function measure(side: Side, subject: Subject, round: number, seconds: number): Promise<Measured> {
  const isUp = async (url: string) => {
    const { sent, status } = subject.get
    const response = await fetch(url + side.base + sent.path, { headers: sent.headers })
    await response.arrayBuffer()
    return response.status === status
  }
  await using server = await startServer((port) => side.command(port, subject), isUp)
  const { url, pid, readyAfter } = server
  const rates = {} as Record<Kind, Rate>
  for (const kind of kinds) {
    await put(url, side, subject[kind], warmUp)
    const before = usageOf(pid)
    const { perSecond, p50, p99, answers } = await put(url, side, subject[kind], seconds)
    const after = usageOf(pid)
    const micros = before && after && ((after.seconds - before.seconds) / answers) * 1e6
    rates[kind] = { perSecond, p50, p99, micros }
  }
  const megabytes = usageOf(pid)?.megabytes
  return { side: side.name, round, readyAfter, megabytes, ...rates }
}

async function put(
  url: string,
  side: Side,
  { sent, operation }: Exchange,
  seconds: number,
): Promise<Outcome> {
  const { method, path, headers, body } = sent
  const outcome = await load({ url, seconds, requests: [{ method, path: side.base + path, headers, body }] })
  // A refusal is quicker than an answer.
  if (outcome.good < outcome.answers || outcome.failures > 0) {
    throw new Error(`${side.name}: ${operation} was not answered well every time: ${JSON.stringify(outcome)}`)
  }
  return outcome
}
