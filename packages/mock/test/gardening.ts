/** Asks a mock that keeps a garden. */
import type { Mock } from '../src/mock.ts'
import type { MockOptions } from '../src/settings.ts'
import { garden, gardenRules } from './garden.ts'
import { serve } from './start.ts'

export type Json = Record<string, unknown>

/** What a garden has at the beginning: nothing, if nobody says so. */
export function openGarden(
  world: Record<string, object[]> = { plants: [] },
  options: MockOptions = {},
): Promise<Mock> {
  return openGardenOf(garden, { rules: { garden: gardenRules }, world: { garden: world }, ...options })
}

/** A mock of another document, about which there are no rules. */
export function openGardenOf(document: object, options: MockOptions = {}): Promise<Mock> {
  return serve({ garden: document }, { stateful: true, listen: false, ...options })
}

/** Sends a request to a path below the provider's origin. */
export async function askAt(
  mock: Mock,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const response = await mock.fetch(`${mock.urlOf('garden')}${path}`, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  }
}

/** Sends a request to a path below the server's. */
export function ask(
  mock: Mock,
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) {
  return askAt(mock, method, `/v1${path}`, body, headers)
}

export async function plant(mock: Mock, name: string, more: Json = {}): Promise<Json> {
  const { body } = await ask(mock, 'POST', '/plants', { name, ...more })
  return body.plant
}

export const namesIn = (rows: Json[]) => rows.map((row) => row['name'])
