/** The state of one provider: answers that come from what earlier requests have left. */
import { baseOf } from '../base.ts'
import type { OpenApiDocument } from '../document.ts'
import type { Preferring, Reply } from '../exchange.ts'
import type { Answer } from '../judge/question.ts'
import { Memory } from '../memory.ts'
import type { Operation } from '../operation.ts'
import { refuse } from '../refusal.ts'
import { toReply } from './answer.ts'
import { Call } from './call.ts'
import { createEngine, type Engine, type Task } from './engine.ts'
import { Refused } from './refused.ts'
import type { Row, StateRules } from './rules.ts'
import type { Sessions } from './store/sessions.ts'
import { StateFull } from './store/problems.ts'
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

/** How many answers to reads are kept while nothing changes. */
const kept = 256

interface Reads {
  readonly version: number
  readonly replies: Memory<string, Reply>
}

/** Makes the state of a provider, and lets the sessions know it. */
export function createState({ name, document, operations, sessions, ...parts }: StateParts): ProviderState {
  const engine = createEngine(document, operations, parts.rules)
  sessions.define(planOf(name, engine, parts))
  const reads = new WeakMap<World, Reads>()
  return {
    answer(exchange, answer, session) {
      const task = engine.taskOf(exchange.operation)
      if (!task.role && !task.handler) return undefined
      const world = sessions.world(session, name)
      const call = new Call(engine, task, world, exchange)
      if (!isRead(task)) return attempt(engine, call, world, answer)
      const known = readsOf(reads, world)
      const key = `${exchange.request.headers.accept} ${engine.credentialOf(exchange)} ${baseOf(exchange)}${exchange.path}?${exchange.query}`
      const found = known.get(key)
      if (found) return found
      const reply = attempt(engine, call, world, answer)
      if (reply && reply.status < 300 && !call.isTimed) known.set(key, reply)
      return reply
    },
  }
}

/** Whether an operation only looks, so that its answer is the same until something changes. */
function isRead({ role, handler, operation }: Task): boolean {
  const isLooking = role === 'read' || role === 'list' || role === 'count'
  return isLooking && handler === undefined && operation.method === 'get'
}

function readsOf(reads: WeakMap<World, Reads>, world: World): Memory<string, Reply> {
  const { version } = world
  const known = reads.get(world)
  if (known?.version === version) return known.replies
  const replies = new Memory<string, Reply>(kept)
  reads.set(world, { version, replies })
  return replies
}

/** What a request does is done as a whole or not at all. */
function attempt(engine: Engine, call: Call, world: World, answer: Answer): Reply | undefined {
  const { exchange, task } = call
  try {
    return world.run(() => {
      const said = task.handler ? task.handler(call) : usual(call, engine)
      const reply = said && toReply(engine, call, said, answer)
      const exceeded = reply && exchange.count?.()
      if (exceeded) throw new Undone(exceeded)
      return reply
    })
  } catch (error) {
    if (error instanceof Undone) return error.reply
    if (error instanceof StateFull) {
      return refuse(exchange, { status: [507, 503, 500], reason: error.message })
    }
    if (!(error instanceof Refused)) throw error
    const { statuses, message, sentence, headers } = error
    const refused = { status: statuses, reason: message, sentence, headers: { ...headers } }
    // What the operation declares knows best what was not found, or is impossible.
    return refuse(exchange, { ...refused, isOwn: true })
  }
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
