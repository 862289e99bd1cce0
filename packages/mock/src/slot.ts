/** Where a provider stands at the host: a spec that changes puts another one there. */
import type { Behaviour } from './behaviour.ts'
import { messageOf } from './errors.ts'
import { loadProvider } from './load.ts'
import type { Provider } from './provider.ts'
import type { SpecFile } from './specs.ts'
import type { StateSources } from './state/sources.ts'
import { type Watch, watchFiles } from './watch.ts'

export interface Slot {
  readonly name: string
  /** Who stands there. A request keeps the one that it came to. */
  readonly provider: Provider
}

/** A slot that can be watched. */
export interface OpenSlot extends Slot {
  /** Loads the provider anew whenever its spec changes. */
  watch(report: (reload: Reload) => void): Watch
}

/** What came of a change of a spec. */
export interface Reload {
  /** The provider's name. */
  readonly name: string
  /** How many operations it has now. */
  readonly operations: number
  /** Why it is still the one from before: what is wrong with its spec. */
  readonly error?: Error
}

/** Loads a provider and puts it into a slot of its own. */
export async function openSlot(
  spec: SpecFile,
  behaviour: Behaviour,
  sources?: StateSources,
): Promise<OpenSlot> {
  const { name } = spec
  let files = new Set<string>()
  const load = (issuer?: Provider['issuer']) => {
    files = new Set()
    return loadProvider(spec, behaviour, { seen: files, sources, ...(issuer && { issuer }) })
  }
  let provider = await load()
  return {
    name,
    get provider() {
      return provider
    },
    watch(report) {
      const watch = watchFiles(files, async () => {
        try {
          // Tokens that were issued before are still good.
          provider = await load(provider.issuer)
          report({ name, operations: provider.operations.length })
        } catch (error) {
          report({ name, operations: provider.operations.length, error: error as Error })
        }
        watch.follow(files)
      })
      return watch
    },
  }
}

/** Tells of a reload in one line on stderr. */
export function printReload({ name, operations, error }: Reload): void {
  const result = error
    ? `${messageOf(error).replace(/\.?$/, '.')} The one from before is still served.`
    : `The spec of "${name}" has changed: ${operations} ${operations === 1 ? 'operation' : 'operations'}.`
  process.stderr.write(`parlance-mock: ${result}\n`)
}
