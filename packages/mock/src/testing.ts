/**
 * For test suites that run in both ways in which a mock can be reached: in the process, and over a port. A suite that has
 * {@link bothTransports} as its Vitest configuration, and gets its mock from {@link startMock}, runs once in each.
 *
 * @packageDocumentation
 */
import { createMock, type Mock } from './mock.ts'
import type { MockOptions } from './settings.ts'

/** The environment variable that says how the mock of a suite is reached: `in-process`, or over a `port`. */
export const transportVariable = 'MOCK_TRANSPORT'

const transports = ['in-process', 'port'] as const

/**
 * A Vitest configuration with one project for each way.
 *
 * @example
 * // vitest.config.ts
 * export { bothTransports as default } from '@parlance/mock/testing'
 */
export const bothTransports = {
  test: {
    projects: transports.map((name) => ({
      extends: true as const,
      test: { name, env: { [transportVariable]: name } },
    })),
  },
}

/**
 * Starts a mock that is reached in the way that the environment says; over a port, if it says nothing. What clients need
 * to know is `mock.optionsFor()`.
 *
 * @example
 * const mock = await startMock(['chitchats'])
 * const chitchats = createClient({ clientId: '1', accessToken: 't', ...mock.optionsFor('chitchats') })
 */
export function startMock(providers: readonly string[], options: MockOptions = {}): Promise<Mock> {
  const transport = process.env[transportVariable] ?? 'port'
  if (!transports.some((name) => name === transport)) {
    throw new TypeError(`${transportVariable} must be ${transports.join(' or ')}, not "${transport}".`)
  }
  return createMock(providers, { ...options, listen: transport === 'port' })
}
