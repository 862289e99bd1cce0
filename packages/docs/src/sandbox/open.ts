/** Opens providers in the worker: from their documents, and with the data that this tab keeps of them. */
import { type OpenProvider, openProvider } from '../../../mock/src/browser.ts'
import type { StateRules } from '../../../mock/src/state/rules.ts'
import type { Seed } from '../../../mock/src/state/seed.ts'
import type { Keeping } from './keeping.ts'
import { Problem } from './problem.ts'

const site = new URL('../', globalThis.location.href)

/** By provider: where its rules and its world are. The build fills it in. */
declare const statePaths: Readonly<Record<string, string>>

interface StateModule {
  readonly rules: StateRules
  readonly world: Seed
}

const providers = new Map<string, Promise<OpenProvider>>()

/** Opened once; what failed is tried again by the next who asks. */
export async function providerOf(name: string, keeping: Keeping): Promise<OpenProvider> {
  const opening = providers.get(name) ?? open(name, keeping)
  providers.set(name, opening)
  try {
    return await opening
  } catch (error) {
    if (providers.get(name) === opening) providers.delete(name)
    throw error
  }
}

async function open(name: string, keeping: Keeping): Promise<OpenProvider> {
  if (!mayCompile()) {
    throw new Problem(
      'no-eval',
      "The mock of this page cannot run: the Content-Security-Policy header of this site forbids eval, which the mock compiles its validators with. Whoever runs the site can allow it for one file, by sending assets/sandbox-worker.js with script-src 'self' 'unsafe-eval'.",
    )
  }
  const address = new URL(`specs/${encodeURIComponent(name)}/openapi.json`, site)
  const [document, state] = await Promise.all([readDocument(address), readState(name)])
  try {
    // Nobody can ask this mock for its journal.
    const provider = openProvider(name, document, { journal: 0, sessions: keeping.sessions, ...state })
    keeping.restore(name)
    return provider
  } catch (error) {
    throw new Problem(
      'bad-document',
      `${address.href} is of no use to the mock of this page. ${(error as Error).message}`,
    )
  }
}

function mayCompile(): boolean {
  try {
    return Function('return true')() === true
  } catch {
    return false
  }
}

async function readDocument(address: URL): Promise<unknown> {
  const response = await fetch(address).catch((error: Error) => error)
  if (response instanceof Error || !response.ok) {
    const reason = response instanceof Error ? response.message : `the site answers ${response.status}`
    throw cannotRead(address, reason)
  }
  const text = await response.text()
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Problem('bad-document', `${address.href} is not JSON: ${(error as Error).message}.`)
  }
}

let failures = 0

/** Without rules of its own, what a provider keeps follows from its document. */
async function readState(name: string): Promise<Partial<StateModule>> {
  const path = Object.hasOwn(statePaths, name) ? statePaths[name] : undefined
  if (path === undefined) return {}
  const address = new URL(path, site)
  // Browsers do not ask again for a module that they could not get.
  if (failures > 0) address.search = `again=${failures}`
  try {
    return (await import(address.href)) as StateModule
  } catch (error) {
    failures += 1
    throw cannotRead(address, (error as Error).message)
  }
}

function cannotRead({ href }: URL, reason: string): Problem {
  return new Problem('no-document', `The mock of this page cannot read ${href}: ${reason}. Try again.`)
}
