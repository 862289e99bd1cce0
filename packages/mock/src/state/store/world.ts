/** The data of one provider in one session. */
import type { Row, StateEvent, StateWorld } from '../rules.ts'
import { Budget } from './budget.ts'
import type { Clock } from './clock.ts'
import type { Collection } from './collection.ts'
import type { WorldDump } from './dump.ts'
import { keep } from './frozen.ts'
import type { Place } from './log.ts'
import { own } from './own.ts'
import { refuseName, type WorldPlan } from './plan.ts'
import { stateFor } from '../../random.ts'
import { type Done, Runs } from './runs.ts'
import { bytesOf, checkNames, readState, type State, withoutOtherKeys, writeState } from './state.ts'
import type { Timer } from './timers.ts'

/** What a world is made of, and who hears of it. */
export interface WorldOptions {
  /** The name of its session. */
  readonly session: string
  readonly plan: WorldPlan
  readonly clock: Clock
  /** With the same one, the same requests draw the same. */
  readonly seed?: number | undefined
  readonly budget?: Budget
  /** Whether somebody hears of its events, whatever the data says. Default: false. */
  readonly isListened?: boolean
  /** Hears of the events of a run that has succeeded. */
  readonly onEvents?: ((events: readonly StateEvent[], world: World) => void) | undefined
  /** Hears what a run that has succeeded has changed: the places, in the order of the changes. */
  readonly onChange?: (world: World, places: readonly Place[]) => void
  /** Hears that nothing is as it was. */
  readonly onReplace?: (world: World) => void
  /** Hears of a timer that has thrown. Default: nobody. */
  readonly onProblem?: ((problem: unknown, world: World) => void) | undefined
}

/** A dump that was read. */
export interface Prepared {
  /** How many bytes the world will take more than now. */
  readonly bytes: number
  /** Puts it in the place of everything that the world has. */
  apply(): void
}

/** When timers of one moment have started so many others of the same, they never come to an end. */
const mostAtOnce = 100_000

/** Records, counters, timers and chance, changed in runs that happen as a whole or not at all. */
export class World implements StateWorld {
  readonly session: string
  readonly #options: WorldOptions
  readonly #budget: Budget
  readonly #runs: Runs
  #plan: WorldPlan
  #state: State
  /** Whether it is other than it began. */
  #isChanged = false
  /** The time of the run at work, which stands still meanwhile. */
  #moment: number | undefined
  /** The time that was written last. */
  #shown: { readonly moment: number; readonly text: string } | undefined

  constructor(options: WorldOptions) {
    this.session = options.session
    this.#options = options
    this.#budget = options.budget ?? new Budget()
    this.#plan = options.plan
    this.#runs = new Runs(this.#budget, (done) => this.#tell(done))
    this.#state = this.#read(this.#plan)
  }

  get provider(): string {
    return this.#plan.provider
  }

  /** Grows with every change: as long as it is the same, so is the data. */
  get version(): number {
    return this.#runs.version
  }

  /** Roughly how many bytes its records and timers take, beside the records of the beginning. */
  get bytes(): number {
    return bytesOf(this.#state)
  }

  get isListened(): boolean {
    return this.#options.isListened ?? false
  }

  get now(): Date {
    return new Date(this.#milliseconds)
  }

  get time(): string {
    const moment = this.#milliseconds
    if (this.#shown?.moment !== moment) this.#shown = { moment, text: new Date(moment).toISOString() }
    return this.#shown.text
  }

  /** Everything that changes in it, for those who write it down. */
  get state(): State {
    return this.#state
  }

  /** When the next timer is due, in milliseconds since 1970. */
  get nextDue(): number | undefined {
    return this.#state.timers.first?.due
  }

  /**
   * Does something as a whole or, when it throws, not at all. A run inside of another one is a part of it: when the outer
   * one throws, nothing of both has happened.
   */
  run<T>(work: () => T): T {
    if (this.#runs.isRunning) return this.#runs.run(work)
    const moment = this.#moment
    this.#moment = this.#milliseconds
    try {
      return this.#runs.run(work)
    } finally {
      this.#moment = moment
    }
  }

  collection(name: string): Collection {
    return this.#state.collections.get(name) ?? refuseName(this.#plan, name)
  }

  collections(): readonly Collection[] {
    return [...this.#state.collections.values()]
  }

  random(): number {
    this.#noteChance()
    return this.#state.random.next()
  }

  randomText(length: number, alphabet: string): string {
    this.#noteChance()
    return this.#state.random.text(length, alphabet)
  }

  next(counter: string): number {
    const { counters } = this.#state
    const before = counters.get(counter)
    const count = (before ?? 0) + 1
    counters.set(counter, count)
    this.#runs.note({ kind: 'counter', collection: '', key: counter }, 0, () => {
      if (before === undefined) counters.delete(counter)
      else counters.set(counter, before)
    })
    return count
  }

  after(seconds: number, timer: string, data: Row): void {
    if (!own(this.#plan.timers, timer)) {
      throw new Error(`The rules of ${this.provider} have no timer "${timer}"`)
    }
    const due = this.#milliseconds + Math.round(seconds * 1000)
    if (!(seconds >= 0) || Number.isNaN(new Date(due).getTime())) {
      throw new RangeError(`The timer "${timer}" cannot be due in ${seconds} seconds`)
    }
    this.#state.timers.add(due, timer, data)
  }

  emit(event: StateEvent): void {
    this.#runs.emit(keep(event))
  }

  /** What is going to happen, the next one first. */
  timers(): readonly { due: Date; timer: string; data: Row }[] {
    return this.#state.timers.list().map(({ due, timer, data }) => ({ due: new Date(due), timer, data }))
  }

  /** Runs the timers that are due, each at its time and by itself. Inside of a run it does nothing. */
  runDue(): void {
    if (this.#runs.isRunning) return
    const now = this.#milliseconds
    let moment = -Infinity
    let most = 0
    for (let { first } = this.#state.timers; first && first.due <= now; { first } = this.#state.timers) {
      if (first.due > moment) most = this.#state.timers.last + mostAtOnce
      moment = first.due
      this.#fire(first, first.id > most)
    }
  }

  /** Everything that it has, as plain JSON; the records are shared. */
  dump(): Required<WorldDump> {
    return writeState(this.#state)
  }

  /**
   * Puts what was dumped in the place of everything; what a dump leaves out is as in the beginning.
   *
   * @throws MockError, InvalidRecord, StateFull - and nothing has changed.
   */
  restore(dump: WorldDump = {}): void {
    const prepared = this.prepare(dump)
    this.#budget.demand(prepared.bytes)
    prepared.apply()
  }

  /**
   * Reads a dump, and changes nothing yet.
   *
   * @param isOwn - Whether this mock wrote it, and nobody has changed it: what the plan no longer knows is left out then,
   * and records are as they were.
   * @throws MockError, InvalidRecord
   */
  prepare(dump: WorldDump, isOwn = false): Prepared {
    if (!isOwn) checkNames(this.#plan, dump)
    const state = this.#read(this.#plan, dump, isOwn)
    const isChanged = Object.keys(dump).length > 0
    return {
      bytes: bytesOf(state) - this.bytes,
      apply: () => this.#replace(state, isChanged),
    }
  }

  /** Goes by another plan from now on. Data that was changed stays; a world as it began begins anew. */
  adopt(plan: WorldPlan): void {
    const dump = this.#isChanged ? withoutOtherKeys(this.dump(), this.#plan, plan) : {}
    const state = this.#read(plan, dump, true)
    this.#plan = plan
    this.#replace(state, this.#isChanged)
  }

  /** The time, in milliseconds since 1970. */
  get #milliseconds(): number {
    return this.#moment ?? this.#options.clock.milliseconds
  }

  #read(plan: WorldPlan, dump?: WorldDump, isOwn = false): State {
    const chance = stateFor(`${this.#options.seed ?? ''} ${plan.provider}`)
    return readState({ plan, log: this.#runs, chance, isOwn }, dump)
  }

  #replace(state: State, isChanged: boolean): void {
    if (this.#runs.isRunning) throw new Error('The data cannot be replaced while a request changes it')
    this.#runs.move(bytesOf(state) - this.bytes)
    this.#state = state
    this.#isChanged = isChanged
    this.#options.onReplace?.(this)
  }

  /** Whatever comes of it: a timer happens once. */
  #fire(timer: Timer, isEndless: boolean): void {
    const { timers } = this.#state
    this.#moment = timer.due
    try {
      this.run(() => {
        timers.remove(timer)
        if (isEndless)
          throw new Error(`The timer "${timer.timer}" of ${this.provider} starts itself for ever`)
        own(this.#plan.timers, timer.timer)?.(this, timer.data)
      })
    } catch (problem) {
      timers.remove(timer)
      this.#options.onProblem?.(problem, this)
    } finally {
      this.#moment = undefined
    }
  }

  #noteChance(): void {
    const { random } = this.#state
    const before = random.state
    this.#runs.note({ kind: 'chance', collection: '', key: '' }, 0, () => void (random.state = before))
  }

  /** The world has done something on the whole. */
  #tell({ places, events }: Done): void {
    this.#isChanged ||= places.length > 0
    if (places.length > 0) this.#options.onChange?.(this, places)
    if (events.length > 0) this.#options.onEvents?.(events, this)
  }
}
