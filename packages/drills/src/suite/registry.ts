import { type Setting, Stage } from './stage.ts'

/** The runtimes that clients promise to work on, the slowest first: two run at a time. */
export const runtimeNames = ['chromium', 'workerd', 'node-22', 'node-24', 'node-26', 'deno', 'bun'] as const

export type RuntimeName = (typeof runtimeNames)[number]

/**
 * Where drills that mostly wait, and listen to nothing that is not their own, may run together. A browser has six
 * connections to an origin: there, those that keep connections open would wait for each other.
 */
export type Together = 'everywhere' | 'outside of browsers'

/** One thing that clients must survive. */
export interface Drill {
  /** A statement, which the drill proves. */
  readonly name: string
  /** Where it makes sense; everywhere, if nothing is said. */
  readonly only: readonly RuntimeName[]
  /** Where it may run together with its neighbours. */
  readonly together: Together | undefined
  /** Rejects when the statement is not true. */
  run(stage: Stage): Promise<void>
}

/** How a drill went. */
export interface Outcome {
  readonly name: string
  readonly ok: boolean
  /** Why it failed, with the stack. */
  readonly error?: string
  /** Milliseconds. */
  readonly ms: number
}

/** Every drill, in the order in which they run. */
const drills: Drill[] = []

/** Milliseconds after which a drill has failed, whatever it waits for. */
const patience = 30_000

/**
 * Makes the function that registers the drills about a topic.
 *
 * @param topic - Stands in front of each name.
 * @param together - Where the drills of the topic may run at the same time; nowhere, if nothing is said.
 */
export function drillsAbout(topic: string, { together }: { together?: Together } = {}) {
  return (
    name: string,
    run: Drill['run'],
    { only = runtimeNames }: { only?: readonly RuntimeName[] } = {},
  ): void => {
    drills.push({ name: `${topic}: ${name}`, only, together, run })
  }
}

/** The drills that a runtime has to pass. */
export function drillsFor(runtime: RuntimeName): Drill[] {
  return drills.filter(({ only }) => only.includes(runtime))
}

/** Runs the drills of a runtime, one after the other unless they may run together, and tells how each went. */
export async function runDrills(setting: Setting, tell: (outcome: Outcome) => void): Promise<void> {
  for (const group of grouped(setting.runtime)) {
    await Promise.all(group.map(async (drill) => tell(await runDrill(drill, setting))))
  }
}

function grouped(runtime: RuntimeName): Drill[][] {
  const groups: Drill[][] = []
  for (const drill of drillsFor(runtime)) {
    const last = groups.at(-1)
    if (mayJoin(drill, last?.[0], runtime)) last!.push(drill)
    else groups.push([drill])
  }
  return groups
}

function mayJoin({ together }: Drill, other: Drill | undefined, runtime: RuntimeName): boolean {
  const isAllowed = together === 'everywhere' || (together !== undefined && runtime !== 'chromium')
  return isAllowed && other?.together === together
}

async function runDrill({ name, run }: Drill, setting: Setting): Promise<Outcome> {
  const begun = performance.now()
  const stage = new Stage(setting)
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`It did not end within ${patience} ms.`)), patience)
  })
  try {
    await Promise.race([run(stage), tooLate])
    return { name, ok: true, ms: performance.now() - begun }
  } catch (error) {
    return { name, ok: false, error: textOf(error), ms: performance.now() - begun }
  } finally {
    clearTimeout(timer)
    await stage.close()
  }
}

/** Some engines put the message into the stack, others do not. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { message, stack = '' } = error
  return stack.includes(message) ? stack : `${message}\n${stack}`
}
