/** The data of everybody who uses the mock, apart from each other. */
import { MockError } from '../../errors.ts'
import type { StateEvent } from '../rules.ts'
import { Alarm } from './alarm.ts'
import { Budget } from './budget.ts'
import { Clock } from './clock.ts'
import { checkDump, type SessionDump } from './dump.ts'
import type { Place } from './log.ts'
import { seedOf, type WorldPlan } from './plan.ts'
import {
  type Held,
  noProvider,
  noSnapshot,
  type Session,
  type SessionsObserver,
  type Snapshot,
  sum,
} from './session.ts'
import { World } from './world.ts'

/** How many sessions and bytes there may be, and who hears of what happens in them. */
export interface SessionsOptions {
  /** When there are more, the one that was not used for longest goes. Default: 100. */
  readonly mostSessions?: number
  /** Roughly what the data of all sessions and their snapshots may take. Default: 256 MiB. */
  readonly mostBytes?: number
  /** With the same one, the same requests draw the same. */
  readonly seed?: number
  /** Hears of the events of a request or timer that has succeeded. */
  readonly onEvents?: (events: readonly StateEvent[], world: World) => void
  /** Whether somebody hears of all events of a provider, whatever its data says. Default: nobody does. */
  readonly isListened?: (provider: string) => boolean
  /** Hears of timers that have thrown. Default: nobody. */
  readonly onProblem?: (problem: unknown, world: World) => void
}

/** So many snapshots one session has at most. */
const mostSnapshots = 50

export class Sessions {
  readonly #options: SessionsOptions
  readonly #mostSessions: number
  readonly #budget: Budget
  readonly #plans = new Map<string, WorldPlan>()
  /** The one that was used last is the last. */
  readonly #sessions = new Map<string, Held>()
  /** That one, so that it need not be moved there again. */
  #latest: Held | undefined
  readonly #alarm = new Alarm(() => this.#wake())
  #observer: SessionsObserver | undefined

  constructor(options: SessionsOptions = {}) {
    this.#options = options
    this.#mostSessions = options.mostSessions ?? 100
    this.#budget = new Budget(options.mostBytes ?? 256 * 1024 * 1024)
  }

  /** Serves a provider, or serves it by another plan: data that was changed stays. */
  define(plan: WorldPlan): void {
    seedOf(plan)
    this.#plans.set(plan.provider, plan)
    for (const held of this.#all()) {
      held.worlds.get(plan.provider)?.adopt(plan)
      if (held.waiting.has(plan.provider)) this.#worldOf(held, plan.provider)
    }
    this.#setAlarm()
  }

  /** The world of a provider in a session, with everything done that is due; both are made on first use. */
  world(session: string, provider: string): World {
    const world = this.#worldOf(this.#use(session), provider)
    world.runDue()
    return world
  }

  /** A session, which is made on first use. */
  session(name: string): Session {
    return this.#use(name)
  }

  /** Milliseconds by which the clock of a session was moved on; 0 for one that is not there. */
  skipped(name: string): number {
    return this.#sessions.get(name)?.clock.skipped ?? 0
  }

  names(): readonly string[] {
    return [...this.#sessions.keys()]
  }

  /** Forgets a session with its snapshots. */
  drop(name: string): void {
    const held = this.#sessions.get(name)
    if (!held) return
    this.#sessions.delete(name)
    for (const { bytes } of held.worlds.values()) this.#budget.move(-bytes)
    for (const { bytes } of held.snapshots.values()) this.#budget.move(-bytes)
    this.#observer?.dropped(name)
    this.#setAlarm()
  }

  /** Back to the beginning: all sessions or one, with its clock; or one provider in them. Snapshots stay. */
  reset(name?: string, provider?: string): void {
    for (const held of this.#all()) {
      if (name !== undefined && name !== held.name) continue
      for (const world of held.worlds.values()) {
        if (provider === undefined || provider === world.provider) world.restore()
      }
      if (provider === undefined) held.clock.restore()
    }
  }

  /** Remembers what a session has now, under a name. */
  save(session: string, snapshot: string): void {
    const { worlds } = this.#use(session)
    this.#remember(session, snapshot, { dump: this.dump(session), bytes: sum(worlds.values()), isOwn: true })
  }

  /**
   * Remembers a dump under a name. What is in it is looked at when it is loaded.
   *
   * @throws MockError - for what is no dump.
   */
  keep(session: string, snapshot: string, dump: unknown): void {
    checkDump(dump)
    this.#remember(session, snapshot, { dump, bytes: JSON.stringify(dump).length, isOwn: false })
  }

  /** Makes a session what it was when it was saved. Its clock goes as it did then; the time meanwhile has passed. */
  load(session: string, snapshot: string): void {
    const held = this.#use(session)
    const found = held.snapshots.get(snapshot)
    if (!found) throw noSnapshot(snapshot, this.snapshots(session))
    this.#replace(held, found.dump, found.isOwn)
  }

  /** What was saved of a session under a name; nothing when there is nothing. */
  snapshot(session: string, snapshot: string): SessionDump | undefined {
    return this.#sessions.get(session)?.snapshots.get(snapshot)?.dump
  }

  /** The names of what was saved of a session. */
  snapshots(session: string): readonly string[] {
    return [...(this.#sessions.get(session)?.snapshots.keys() ?? [])]
  }

  /** Forgets what was saved by a name; says whether there was something. */
  forget(session: string, snapshot: string): boolean {
    const snapshots = this.#sessions.get(session)?.snapshots
    this.#budget.move(-(snapshots?.get(snapshot)?.bytes ?? 0))
    return snapshots?.delete(snapshot) ?? false
  }

  /** Everything that a session has, as plain JSON. */
  dump(session: string): Required<SessionDump> {
    const held = this.#use(session)
    const worlds = new Map(held.waiting)
    for (const provider of this.#plans.keys()) worlds.set(provider, this.world(session, provider).dump())
    return { clock: held.clock.state, worlds: Object.fromEntries(worlds) }
  }

  /**
   * Makes a session what a dump says; what that leaves out is as in the beginning.
   *
   * @throws MockError, InvalidRecord, StateFull - and nothing has changed.
   */
  restore(session: string, dump: unknown): void {
    checkDump(dump)
    for (const provider of Object.keys(dump.worlds ?? {})) {
      if (!this.#plans.has(provider)) throw noProvider(provider, [...this.#plans.keys()])
    }
    this.#replace(this.#use(session), dump, false)
  }

  /** Gives a session what this mock has once written down of it. Providers that are not defined yet find it later. */
  recall(session: string, dump: SessionDump): void {
    const held = this.#use(session)
    for (const [provider, world] of Object.entries(dump.worlds ?? {})) {
      held.waiting.set(provider, world)
      if (this.#plans.has(provider)) this.#worldOf(held, provider)
    }
    held.clock.restore(dump.clock)
  }

  /** Lets somebody hear of every change from now on. */
  observe(observer: SessionsObserver | undefined): void {
    this.#observer = observer
  }

  /** Nothing happens by itself any more. */
  close(): void {
    this.#alarm.close()
  }

  #remember(session: string, name: string, snapshot: Snapshot): void {
    const { snapshots } = this.#use(session)
    if (snapshots.size >= mostSnapshots && !snapshots.has(name)) {
      const message = `A session has at most ${mostSnapshots} snapshots: forget one that is no longer needed.`
      throw new MockError('bad-input', message)
    }
    const more = snapshot.bytes - (snapshots.get(name)?.bytes ?? 0)
    this.#budget.demand(more)
    this.#budget.move(more)
    snapshots.set(name, snapshot)
  }

  /** A session that is used now. */
  #use(name: string): Held {
    const known = this.#sessions.get(name)
    if (known && known === this.#latest) return known
    const held = known ?? this.#create(name)
    this.#sessions.delete(name)
    this.#sessions.set(name, held)
    this.#latest = held
    return held
  }

  #create(name: string): Held {
    if (this.#sessions.size >= this.#mostSessions) {
      const oldest = this.names().find((other) => other !== '')
      if (oldest !== undefined) this.drop(oldest)
    }
    const clock = new Clock(() => this.#move(held))
    const held: Held = { name, clock, worlds: new Map(), waiting: new Map(), snapshots: new Map() }
    return held
  }

  #worldOf(held: Held, provider: string): World {
    const world = held.worlds.get(provider) ?? this.#createWorld(held, provider)
    held.worlds.set(provider, world)
    return world
  }

  #createWorld({ name, clock, waiting }: Held, provider: string): World {
    const plan = this.#plans.get(provider)
    if (!plan) throw noProvider(provider, [...this.#plans.keys()])
    const { seed, onEvents, onProblem, isListened } = this.#options
    const world = new World({
      session: name,
      plan,
      clock,
      seed,
      budget: this.#budget,
      onEvents,
      isListened: isListened?.(provider) ?? false,
      onProblem,
      onChange: (world, places) => this.#tell(world, clock, places),
      onReplace: (world) => this.#observer?.replaced(world),
    })
    const dump = waiting.get(provider)
    waiting.delete(provider)
    if (dump) world.prepare(dump, true).apply()
    return world
  }

  /** Puts a dump in the place of everything in a session, or throws and changes nothing. */
  #replace(held: Held, dump: SessionDump, isOwn: boolean): void {
    const dumps = new Map(Object.entries(dump.worlds ?? {}))
    const prepared = Array.from(this.#plans.keys(), (provider) =>
      this.#worldOf(held, provider).prepare(dumps.get(provider) ?? {}, isOwn),
    )
    this.#budget.demand(sum(prepared))
    for (const one of prepared) one.apply()
    held.clock.restore(dump.clock)
  }

  #tell(world: World, clock: Clock, places: readonly Place[]): void {
    this.#observer?.changed(world, places)
    if (places.some(({ kind }) => kind === 'timer')) this.#alarm.within(waitFor(world, clock))
  }

  /** A clock has been moved: what is due by now happens. */
  #move(held: Held): void {
    this.#observer?.moved(held)
    for (const world of held.worlds.values()) world.runDue()
    this.#setAlarm()
  }

  /** Does what is due though nobody asks. */
  #wake(): void {
    for (const { worlds } of this.#all()) {
      for (const world of worlds.values()) world.runDue()
    }
    this.#setAlarm()
  }

  #setAlarm(): void {
    this.#alarm.clear()
    for (const { clock, worlds } of this.#all()) {
      for (const world of worlds.values()) this.#alarm.within(waitFor(world, clock))
    }
  }

  /** The sessions of this moment: those who hear of changes may use others. */
  #all(): readonly Held[] {
    return [...this.#sessions.values()]
  }
}

/** In how many milliseconds a world has something to do if nobody moves its clock. */
function waitFor({ nextDue = Infinity }: World, clock: Clock): number {
  return clock.isRunning ? nextDue - clock.now().getTime() : Infinity
}
