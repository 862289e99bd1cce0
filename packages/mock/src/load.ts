import type { Issuer } from './auth/issuer.ts'
import type { Behaviour } from './behaviour.ts'
import { messageOf, MockError } from './errors.ts'
import { createProvider, type Provider } from './provider.ts'
import { badSpec, readSpec } from './read.ts'
import type { SpecFile } from './specs.ts'
import type { StateSources } from './state/sources.ts'

export interface LoadOptions {
  /** Gets the path of every file that was looked for, even when loading ends in an error. */
  readonly seen?: Set<string>
  /** Who makes the tokens. Default: somebody new, who knows none of before. */
  readonly issuer?: Issuer
  /** Where rules and worlds come from; needed where state is kept. */
  readonly sources?: StateSources | undefined
}

/** Loads a provider from its spec, or says what is wrong with the spec. */
export async function loadProvider(
  { name, file, shipped }: SpecFile,
  behaviour: Behaviour,
  { seen = new Set(), issuer, sources }: LoadOptions = {},
): Promise<Provider> {
  const { document, inWords } = await readSpec(name, file, { isBundle: shipped, seen })
  try {
    const state = behaviour.sessions && (await sources?.(name, document, shipped))
    // Shipped specs, and their examples, are validated before they ship.
    return createProvider({ name, document, isChecked: shipped, issuer, state }, behaviour)
  } catch (error) {
    if (error instanceof MockError) throw error
    throw badSpec(name, file, `cannot be served: ${inWords(messageOf(error))}`, error)
  }
}
