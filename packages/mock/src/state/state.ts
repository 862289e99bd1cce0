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

/** How many answers to reads are kept, and how many bytes they may have to be kept. */
const kept = 256
const keptBytes = 65_536

/** A world from one change to the next. */
interface Stage {
  readonly version: number
}

/** The answer to a read, true as long as the stage of the world lasts. */
interface Read {
  readonly stage: Stage
  readonly reply: Reply
}

/** Makes the state of a provider, and lets the sessions know it. */
export function createState({ name, document, operations, sessions, ...parts }: StateParts): ProviderState {
  const engine = createEngine(document, operations, parts.rules)
  sessions.define(planOf(name, engine, parts))
  const reads = new Memory<string, Read>(kept)
  const stageOf = createStages()
  return {
    answer(exchange, answer, session) {
      const task = engine.taskOf(exchange.operation)
      if (!task.role && !task.handler) return undefined
      const world = sessions.world(session, name)
      const begin = () => new Call(engine, task, world, exchange, answer)
      if (!isRead(task)) {
        const reply = attempt(engine, begin(), world, answer)
        return reply && { ...reply, isUnique: true }
      }
      const stage = stageOf(world)
      const key = keyOf(exchange, session, engine.credentialOf(exchange))
      const found = reads.get(key)
      if (found?.stage === stage) return found.reply
      const call = begin()
      const reply = attempt(engine, call, world, answer)
      if (reply && isKept(reply) && !call.isTimed) reads.set(key, { stage, reply })
      return reply
    },
  }
}

/** Whether an operation only looks, so that its answer is the same until something changes. */
function isRead({ role, handler, operation }: Task): boolean {
  const isLooking = role === 'read' || role === 'list' || role === 'count'
  return isLooking && handler === undefined && operation.method === 'get'
}

/** Gives the same object for the same world as long as nothing in it changes. */
function createStages(): (world: World) => Stage {
  const stages = new WeakMap<World, Stage>()
  return (world) => {
    const { version } = world
    const known = stages.get(world)
    if (known?.version === version) return known
    const stage = { version }
    stages.set(world, stage)
    return stage
  }
}

/** Everything that the answer to a read hangs on, beside the data. None of it has a line break. */
function keyOf(exchange: Preferring, session: string, credential = ''): string {
  const { request, path, query } = exchange
  return [session, request.headers.accept, credential, baseOf(exchange), path, query].join('\n')
}

function isKept({ status, body }: Reply): boolean {
  return status < 300 && (body?.length ?? 0) <= keptBytes
}

/** What a request does is done as a whole or not at all. */
function attempt(engine: Engine, call: Call, world: World, answer: Answer): Reply | undefined {
  const { exchange, task } = call
  try {
    return world.run(() => {
      const said = task.handler ? task.handler(call) : usual(call, engine)
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
