/** Changes that happen as a whole or not at all. */
import type { StateEvent } from '../rules.ts'
import type { Budget } from './budget.ts'
import type { Log, Place } from './log.ts'
import { Run } from './run.ts'

/** What a run that has succeeded has done. */
export type Done = Pick<Run, 'events' | 'places'>

/** The runs of one world, one after the other. */
export class Runs implements Log {
  readonly #budget: Budget
  readonly #onDone: (done: Done) => void
  #run: Run | undefined
  #turn = 0
  #version = 0

  constructor(budget: Budget, onDone: (done: Done) => void) {
    this.#budget = budget
    this.#onDone = onDone
  }

  get isRunning(): boolean {
    return this.#run !== undefined
  }

  get turn(): number {
    return this.#turn
  }

  /** Grows with each change, even with one that is taken back. */
  get version(): number {
    return this.#version
  }

  /** Does something in a run of its own, or as a part of the one at work. */
  run<T>(work: (run: Run) => T): T {
    if (this.#run) return attempt(this.#run, work)
    const run = new Run()
    this.#run = run
    this.#turn += 1
    let result: T
    try {
      result = attempt(run, work)
    } finally {
      this.#run = undefined
    }
    this.#onDone(run)
    return result
  }

  emit(event: StateEvent): void {
    this.run(({ events }) => events.push(event))
  }

  demand(bytes: number): void {
    this.#budget.demand(bytes)
  }

  note(place: Place, bytes: number, undo: () => void): void {
    this.move(bytes)
    const back = () => {
      undo()
      this.move(-bytes)
    }
    if (this.#run) this.#run.note(place, back)
    else this.run((run) => run.note(place, back))
  }

  /** Counts a change that takes or (below 0) frees bytes. */
  move(bytes: number): void {
    this.#budget.move(bytes)
    this.#version += 1
  }
}

/** Takes back what was done in vain. */
function attempt<T>(run: Run, work: (run: Run) => T): T {
  const { mark } = run
  try {
    return work(run)
  } catch (error) {
    run.undoTo(mark)
    throw error
  }
}
