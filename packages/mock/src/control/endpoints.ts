/** The control endpoints, in the order of the manual. `GET /__mock`, the README and the host read this list. */
import type { SchemaObject } from 'ajv/dist/2020.js'
import { MockError } from '../errors.ts'
import type { Faults } from '../faults/faults.ts'
import { createReader } from '../input.ts'
import { type Expectation, VerificationError } from '../journal/verify.ts'
import type { CallPattern } from '../patterns/pattern.ts'
import type { ScenarioOptions } from '../scenarios/scenarios.ts'
import type { WebhookOptions } from '../webhooks/options.ts'
import type { Controls } from './controls.ts'
import { done, type Endpoint, missing, type Outcome } from './endpoint.ts'
import * as schemas from './schemas.ts'
import { stateEndpoints } from './state-endpoints.ts'

/** Where they are; no provider can be called so. */
export const controlPath = '/__mock'

const { provider, operation, method, path, status, refused, example } = schemas.callPattern
  .properties as Record<string, SchemaObject>
const known = { provider, operation, method, path, status, refused, example }
const callQuery = { type: 'object', properties: known, additionalProperties: false }
const lastQuery = {
  ...callQuery,
  properties: { ...known, limit: { type: 'integer', minimum: 1, description: 'How many, the last ones.' } },
}
const idQuery = {
  type: 'object',
  properties: { id: { type: 'integer', description: 'Which one. Default: all.' } },
  additionalProperties: false,
}

const readCalls = createReader<CallPattern>(callQuery, { isText: true })
const readLast = createReader<CallPattern & { limit?: number }>(lastQuery, { isText: true })
const readId = createReader<{ id?: number }>(idQuery, { isText: true })

export const endpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '',
    summary: 'What there is to control',
    call: '',
    run: ({ names }) => ({ status: 200, body: manual(names) }),
  },
  {
    method: 'GET',
    path: '/calls',
    summary: 'The recorded calls, the last one at the end',
    call: 'mock.calls()',
    query: lastQuery,
    run(controls, { query }) {
      const { limit = Infinity, ...pattern } = readLast(query)
      const calls = controls.calls(pattern)
      return { status: 200, body: { calls: calls.slice(Math.max(0, calls.length - limit)) } }
    },
  },
  {
    method: 'DELETE',
    path: '/calls',
    summary: 'Forget the recorded calls',
    call: 'mock.clear()',
    query: callQuery,
    run: (controls, { query }) => (controls.clear(readCalls(query)), done),
  },
  {
    method: 'POST',
    path: '/verify',
    summary: 'Whether something was called: 200, or 409 with the calls that come closest',
    call: 'mock.verify()',
    body: schemas.expectation,
    run: (controls, { body }) => verified(controls, body as Expectation),
  },
  {
    method: 'GET',
    path: '/scenarios',
    summary: 'The scenarios, the latest first',
    call: 'mock.scenarios',
    run: (controls) => ({ status: 200, body: { scenarios: controls.scenarios() } }),
  },
  {
    method: 'PUT',
    path: '/scenarios',
    summary: 'What requests of a kind get from now on, one answer after the other',
    call: 'mock.on().reply()',
    body: schemas.scenario,
    run: (controls, { body }) => ({ status: 200, body: controls.setScenario(body as ScenarioOptions) }),
  },
  {
    method: 'DELETE',
    path: '/scenarios',
    summary: 'Remove the scenarios',
    call: 'mock.clearScenarios()',
    query: idQuery,
    run: (controls, { query }) => removed(controls, readId(query).id),
  },
  {
    method: 'GET',
    path: '/faults',
    summary: 'What goes wrong on the way',
    call: '',
    run: (controls) => ({ status: 200, body: controls.faults() }),
  },
  {
    method: 'PUT',
    path: '/faults',
    summary: 'Change what goes wrong on the way',
    call: 'mock.setFaults()',
    body: schemas.faults,
    run: (controls, { body }) => (
      controls.setFaults(body as Faults),
      { status: 200, body: controls.faults() }
    ),
  },
  {
    method: 'PUT',
    path: '/limits/reset',
    summary: 'Begin to count requests anew',
    call: 'mock.resetLimits()',
    run: (controls) => (controls.resetLimits(), done),
  },
  {
    method: 'POST',
    path: '/tokens/expire',
    summary: 'Let all access tokens of the mock expire now',
    call: 'mock.expireTokens()',
    run: (controls) => (controls.expireTokens(), done),
  },
  {
    method: 'POST',
    path: '/reset',
    summary:
      'Forget calls, scenarios, counts and deliveries, have the faults of the beginning, and data and clocks too; tokens stay good',
    call: 'mock.reset()',
    run: (controls) => (controls.reset(), done),
  },
  {
    method: 'POST',
    path: '/webhooks/{provider}/{name}',
    summary: 'Send a webhook: of a name, an operation id, an example or an event',
    call: 'mock.sendWebhook()',
    body: schemas.webhook,
    run: (controls, { params: [provider = '', name = ''], body }) =>
      sent(controls, provider, name, body as WebhookOptions),
  },
  ...stateEndpoints,
]

function manual(providers: readonly string[]): object {
  return {
    about:
      'Control of the mock. Bodies are JSON; what is wrong with a request is answered with 400 and where it is.',
    providers,
    // What is undefined is not in JSON.
    endpoints: endpoints.map(({ method, path, summary, query, body }) => {
      return { method, path: controlPath + path, summary, query: query?.['properties'] as object, body }
    }),
  }
}

function verified(controls: Controls, expectation: Expectation): Outcome {
  try {
    const calls = controls.verify(expectation)
    return { status: 200, body: { count: calls.length, calls } }
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error
    const { message, count, nearest } = error
    return { status: 409, body: { error: message, count, nearest } }
  }
}

function removed(controls: Controls, id: number | undefined): Outcome {
  if (id === undefined) controls.clearScenarios()
  else if (!controls.removeScenario(id)) return missing(`There is no scenario ${id}.`)
  return done
}

async function sent(
  controls: Controls,
  provider: string,
  name: string,
  options: WebhookOptions,
): Promise<Outcome> {
  try {
    return { status: 200, body: await controls.sendWebhook(provider, name, options) }
  } catch (error) {
    const isUnknown = error instanceof MockError && error.code.startsWith('unknown-')
    if (isUnknown) return missing(error.message)
    throw error
  }
}
