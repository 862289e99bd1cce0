/** What a mock serves, and the data behind it. */
import { fileURLToPath } from 'node:url'
import type { Behaviour } from './behaviour.ts'
import { providerNamed } from './patterns/names.ts'
import { report } from './server.ts'
import { behaviourOf, type MockOptions } from './settings.ts'
import { type OpenSlot, openSlot } from './slot.ts'
import { findSpecs } from './specs.ts'
import type { Kept } from './state/handle.ts'
import { openSources } from './state/sources.ts'
import type { Sessions } from './state/store/sessions.ts'
import { Deliveries } from './webhooks/deliveries.ts'
import { checkListeners } from './webhooks/listeners.ts'

/** Providers that can be asked. */
export interface Opened {
  readonly slots: readonly OpenSlot[]
  readonly behaviour: Behaviour
  readonly kept: Kept
  /** Lets nothing happen by itself any more, and writes what is to be kept. */
  close(): void
}

/**
 * Loads the providers, and finds what there was of their data.
 *
 * @param closing - Ends what still goes on when the mock is closed.
 */
export async function openProviders(settings: MockOptions, closing: AbortSignal): Promise<Opened> {
  const { providers, specs: own = {}, webhooks: listeners = [], webhooksAnywhere = false } = settings
  const slots: OpenSlot[] = []
  const deliveries = new Deliveries({
    listeners,
    isAnywhere: webhooksAnywhere,
    providerOf: (name) => providerNamed(slots, name),
    closing,
    onProblem: report,
  })
  const behaviour = behaviourOf(settings, {
    onEvents: (events, world) => deliveries.hear(events, world),
    onProblem: report,
  })
  const { sessions } = behaviour
  const specs = await findSpecs(providers, own)
  const names = specs.map(({ name }) => name)
  const sources = sessions && (await openSources(settings, names))
  slots.push(...(await Promise.all(specs.map((spec) => openSlot(spec, behaviour, sources)))))
  checkListeners(listeners, slots)
  const file = await openFile(settings, sessions)
  return {
    slots,
    behaviour,
    kept: { sessions, served: slots, deliveries },
    close() {
      sessions?.close()
      file?.close()
    },
  }
}

/** SQLite is loaded for those only who want a file. */
async function openFile({ stateFile: path }: MockOptions, sessions: Sessions | undefined) {
  if (path === undefined || sessions === undefined) return undefined
  const { openStateFile } = await import('./state/store/file.ts')
  return openStateFile(path instanceof URL ? fileURLToPath(path) : path, sessions, report)
}
