import type { Mock } from '../src/mock.ts'
import type { MockSession } from '../src/session.ts'
import type { MockOptions } from '../src/settings.ts'
import { defineState, type StateRules } from '../src/state/rules.ts'
import { garden, gardenRules } from './garden.ts'
import { serve } from './start.ts'

const body = { content: { 'application/json': { schema: { type: 'object' }, example: {} } } }

/** The garden, whose provider tells others what happens in it. */
export const toldGarden = {
  ...garden,
  webhooks: {
    plant: {
      post: {
        'x-webhook-signature': { header: 'X-Signed', algorithm: 'hmac-sha256', encoding: 'hex' },
        'x-webhook-retries': { repeats: 2 },
        requestBody: body,
      },
    },
    weather: { post: { requestBody: body } },
  },
}

/** Every new plant and every watering is told; plants that care for an address tell it too. */
export const toldRules: StateRules = defineState({
  ...gardenRules,
  collections: {
    plants: {
      ...gardenRules.collections?.['plants'],
      create(call, row) {
        call.emit({ webhook: 'plant', name: 'plant.created', body: { name: row['name'] } })
        return row
      },
      update(call, row) {
        call.emit({ webhook: 'plant', name: 'plant.updated', body: { name: row['name'] } })
        return row
      },
    },
  },
  timers: {
    dry(world, { id }) {
      world.collection('plants').patch(String(id), { wateredAt: null })
      world.emit({ webhook: 'weather', body: { dry: id } })
    },
  },
  subscribers(world) {
    const urls = world
      .collection('plants')
      .rows()
      .map(({ care }) => (care as { tell?: string })?.tell)
    return urls.filter((url) => url !== undefined).map((url) => ({ url }))
  },
})

/** A real mock that keeps the data of the garden, which is empty at the beginning. */
export function openGarden(options: MockOptions = {}): Promise<Mock> {
  return serve(
    { garden: toldGarden },
    {
      stateful: true,
      listen: false,
      rules: { garden: toldRules },
      world: { garden: {} },
      ...options,
    },
  )
}

/** Plants something. */
export async function plant(via: Mock | MockSession, name: string, more: object = {}): Promise<Response> {
  return send(via, 'POST', '/plants', { name, ...more })
}

/** The names of the plants that there are, the oldest first. */
export function plantsIn(via: Mock | MockSession): unknown[] {
  return (via.state()['garden']?.['plants'] ?? []).map(({ name }) => name)
}

/** Sends a request to the garden. */
export function send(
  via: Mock | MockSession,
  method: string,
  path: string,
  content?: object,
): Promise<Response> {
  const { origin, fetch } = via.optionsFor('garden')
  const headers = { 'content-type': 'application/json' }
  const init = content && { headers, body: JSON.stringify(content) }
  return fetch(`${origin}/v1${path}`, { method, ...init })
}
