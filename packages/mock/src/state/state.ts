/** The state of one provider: answers that come from what earlier requests have left. */
import { baseOf } from '../base.ts'
import type { OpenApiDocument } from '../document.ts'
import type { Preferring, Reply } from '../exchange.ts'
import type { Answer } from '../judge/question.ts'
import type { Operation } from '../operation.ts'
import { refuse } from '../refusal.ts'
import { toReply } from './answer.ts'
import { Call } from './call.ts'
import { createEngine, type Engine, type Task } from './engine.ts'
import { Refused } from './refused.ts'
import { Reads } from './reads.ts'
import type { Row, StateReply, StateRules } from './rules.ts'
import type { Sessions } from './store/sessions.ts'
import { InvalidRecord, StateFull } from './store/problems.ts'
import type { WorldPlan } from './store/plan.ts'
import type { World } from './store/world.ts'
import { usual } from './usual.ts'

/** What the pipeline asks. */
export interface ProviderState {
  /** Answers a request that keeps to the contract; nothing when neither document nor rules say how. */
  answer(exchange: Preferring, answer: Answer, session: string): Reply | undefined
}

/** What the state of a provider is made of. */
export interface StateParts {
  readonly name: string
  readonly document: OpenApiDocument
  readonly operations: readonly Operation[]
  readonly rules: StateRules
  /** What a new session begins with. */
  readonly seed: Readonly<Record<string, readonly Row[]>>
  /** Whether the seed is known to keep to the document. */
  readonly isChecked: boolean
  readonly sessions: Sessions
}

/** Makes the state of a provider, and lets the sessions know it. */
export function createState({ name, document, operations, sessions, ...parts }: StateParts): ProviderState {
  const engine = createEngine(document, operations, parts.rules)
  sessions.define(planOf(name, engine, parts))
  const reads = new Reads()
  return {
    answer(exchange, answer, session) {
      const task = engine.taskOf(exchange.operation)
      if (!task.role && !task.handler) return undefined
      const world = sessions.world(session, name)
      const begin = () => new Call(engine, task, world, exchange, answer)
      const say = (call: Call) => (task.handler ? task.handler(call) : usual(call, engine))
      if (isRead(task)) {
        const reader = [session, engine.credentialOf(exchange) ?? '', exchange.path].join('\n')
        return reads.reply(world, [reader, ...wishesIn(exchange)].join('\n'), () => {
          const call = begin()
          const list = () => reads.listing(world, reader, call, () => say(call))
          return { call, reply: attempt(engine, call, world, answer, task.role === 'list' ? list : say) }
        })
      }
      const reply = attempt(engine, begin(), world, answer, say)
      return reply && { ...reply, isUnique: true }
    },
  }
}

/** Whether an operation only looks, so that its answer is the same until something changes. */
function isRead({ role, handler, operation }: Task): boolean {
  const isLooking = role === 'read' || role === 'list' || role === 'count'
  return isLooking && handler === undefined && operation.method === 'get'
}

/** What else the form of an answer hangs on. None of it has a line break. */
function wishesIn(exchange: Preferring): readonly string[] {
  const { request, query } = exchange
  return [request.headers.accept ?? '', baseOf(exchange), query]
}

/** What a request does is done as a whole or not at all. */
function attempt(
  engine: Engine,
  call: Call,
  world: World,
  answer: Answer,
  say: (call: Call) => StateReply | undefined,
): Reply | undefined {
  const { exchange } = call
  try {
    return world.run(() => {
      const said = say(call)
      const reply = said && toReply(engine, call, said, answer)
      const exceeded = reply && reply.status < 400 ? exchange.count?.() : undefined
      if (exceeded) throw new Undone(exceeded)
      return reply
    })
  } catch (error) {
    if (error instanceof Undone) return error.reply
    if (error instanceof StateFull) {
      return refuse(exchange, { status: [507, 503, 500], reason: error.message })
    }
    if (error instanceof InvalidRecord && isAsked(error, call)) {
      return refuse(exchange, { status: [422, 400], reason: error.violations.join('; ') })
    }
    if (!(error instanceof Refused)) throw error
    const { statuses, message, sentence, headers } = error
    const refused = { status: statuses, reason: message, sentence, headers: { ...headers } }
    // What the operation declares knows best what was not found, or is impossible.
    return refuse(exchange, { ...refused, isOwn: true })
  }
}

/** Whether a record is not valid because of what the request says of it, and not by a mistake in the rules. */
function isAsked({ violations }: InvalidRecord, { body }: Call): boolean {
  return Object.keys(body).some((name) =>
    violations.some((violation) => violation.startsWith(`${name} `) || violation.startsWith(`${name}.`)),
  )
}

/** A request that would have succeeded, but came too often. */
class Undone extends Error {
  readonly reply: Reply

  constructor(reply: Reply) {
    super('undone')
    this.reply = reply
  }
}

function planOf(
  provider: string,
  { shapes, rules }: Engine,
  { seed, isChecked }: Pick<StateParts, 'seed' | 'isChecked'>,
): WorldPlan {
  const collections = [...shapes.values()].map(
    ({ name, key, check }) => [name, { name, key, check }] as const,
  )
  return {
    provider,
    collections: new Map(collections),
    timers: rules.timers ?? {},
    seed,
    isChecked,
  }
}
