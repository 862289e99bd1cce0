import { describe, expect, test } from 'vitest'
import { checkFaults, readFaults } from './faults.ts'

test.each([
  ['reset', { reset: 1 }],
  ['truncate; latency=20', { truncate: 1, latency: 20 }],
  ['latency=lognormal:200,0.4', { latency: { median: 200, sigma: 0.4 } }],
  ['error=503', { errorRate: { 503: 1 } }],
  ['', {}],
])('%j is understood', (text, faults) => {
  expect(readFaults(text)).toEqual(faults)
})

describe('a mistake is told, with what would be right:', () => {
  test.each([
    ['explode', 'there is no fault "explode"; there are reset, truncate, dribble, latency=<milliseconds>'],
    ['reset=1', 'there is no fault "reset=1"'],
    ['latency=', 'latency must be a number of milliseconds or lognormal:<median>,<sigma>'],
    ['latency=-1', 'not "-1"'],
    ['error=200', 'an error must be a status from 400 to 599, not "200"'],
  ])('%s', (text, problem) => {
    expect(() => readFaults(text)).toThrow(problem)
  })

  test.each([
    [{ reset: 1.5 }, 'a share must be a number from 0 to 1, not "1.5"'],
    [{ errorRate: { 200: 0.5 } }, 'not "200"'],
    [{ latency: NaN }, 'not "NaN"'],
    [{ latency: { median: 1, sigma: -1 } }, 'lognormal:1,-1'],
  ])('%j', (faults, problem) => {
    expect(() => checkFaults(faults)).toThrow(problem)
  })
})
