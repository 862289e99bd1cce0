import { bundlePath, listProviders } from '@parlance/compiler'
import type { MockOptions } from '../../mock/src/index.ts'
import { rulesOf, worldOf } from '../../mock/src/state/load.ts'

/** What makes a mock keep the data that the pages of the site begin with. */
export async function shippedState(): Promise<Pick<MockOptions, 'stateful' | 'rules' | 'world'>> {
  const names = listProviders()
  const rules = await Promise.all(names.map(async (name) => [name, await rulesOf(name)] as const))
  const world = await Promise.all(names.map(async (name) => [name, await worldOf(name)] as const))
  return { stateful: true, rules: Object.fromEntries(rules), world: Object.fromEntries(world) }
}

/** The documents of all providers. */
export function shippedSpecs(): Record<string, string> {
  return Object.fromEntries(listProviders().map((name) => [name, bundlePath(name)]))
}
