import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeFailure } from './failure.ts'
import { serveTargets, type Targets } from './mocked.ts'
import { runChecks } from './run-checks.ts'
import { seedFor, settingsOf } from './settings.ts'
import type { Target } from './target.ts'

let targets: Targets
beforeAll(async () => void (targets = await serveTargets(['chatti'])))
afterAll(() => targets[Symbol.asyncDispose]())

/** A server that cannot bear a reference. */
function touchy(target: Target): Target {
  return {
    ...target,
    async send(wire) {
      const answer = await target.send(wire)
      return wire.body?.includes('"reference"') ? { ...answer, status: 500 } : answer
    },
  }
}

const settings = { runs: 100, seed: 5, operation: 'sms.send', kind: 'valid' }

test('a failure is made small, and told with the request as curl and as client code', async () => {
  const target = touchy(targets.of('chatti'))
  const { failures } = await runChecks(target, settings)
  expect(failures).toHaveLength(1)
  const body = JSON.parse(failures[0]!.exchange.wire.body!) as object
  expect(Object.keys(body)).toEqual(['to', 'from', 'message', 'reference'])
  expect(body).toMatchObject({ reference: '' })
  const told = describeFailure(failures[0]!, target.model, target.origin)
  expect(told).toContain('chatti: sms.send breaks "not a server error"')
  expect(told).toContain(`curl -i -X POST --path-as-is '${target.origin}/v1/sms/send'`)
  expect(told).toContain("import { createClient } from '@parlance/chatti'")
  expect(told).toMatch(/await chatti\.sms\.send\(\{/)
})

test('it happens again at the place that it names', async () => {
  const target = touchy(targets.of('chatti'))
  const [first] = (await runChecks(target, settings)).failures
  const [again] = (await runChecks(target, { ...settings, path: first!.path })).failures
  expect(again!.exchange.wire).toEqual(first!.exchange.wire)
})

test('settings come from the environment, and must be numbers', () => {
  expect(settingsOf({})).toEqual(settingsOf({ PARLANCE_RUNS: '', PARLANCE_SEED: '' }))
  expect(settingsOf({ PARLANCE_RUNS: '7', PARLANCE_SEED: '8' })).toEqual({ runs: 7, seed: 8 })
  expect(() => settingsOf({ PARLANCE_RUNS: 'many' })).toThrow(
    'PARLANCE_RUNS must be a whole number from 1 on',
  )
})

test('each property begins at a place of its own', () => {
  const seeds = ['sms.send', 'sms.get', 'mms.send'].map((id) => seedFor(5, id, 'valid'))
  expect(new Set(seeds).size).toBe(3)
})
