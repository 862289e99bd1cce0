/** Everything that is done to the mock, one connection at a time. */
import type { Topic } from './drill.ts'
import { bodies } from './drills/bodies.ts'
import { connections } from './drills/connections.ts'
import { controls } from './drills/controls.ts'
import { headers } from './drills/headers.ts'
import { lengths } from './drills/lengths.ts'
import { methods } from './drills/methods.ts'
import { slow } from './drills/slow.ts'
import { smuggling } from './drills/smuggling.ts'
import { targets } from './drills/targets.ts'

export const topics: readonly Topic[] = [
  connections,
  slow,
  lengths,
  smuggling,
  bodies,
  headers,
  targets,
  methods,
  controls,
]

/** What takes many connections: see `crowd.ts`. */
export const crowds = {
  name: 'crowds',
  promises:
    '10,000 requests at once over 2,000 connections are all answered, and clients that never read are not read any more.',
}

/** Name of each topic → what the mock promises about it. */
export const promises: Readonly<Record<string, string>> = Object.fromEntries(
  [...topics, crowds].map(({ name, promises }) => [name, promises]),
)
