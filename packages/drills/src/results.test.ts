/** The results that the docs show are those of the drills there are. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { clientPromises } from './client-report.ts'
import { faults } from './mock/faults.ts'
import { promises } from './mock/topics.ts'
import type { Report } from './report.ts'
import { runtimeNames } from './suite/suite.ts'

const file = new URL('../../conformance/results.json', import.meta.url)
const { suites } = JSON.parse(readFileSync(file, 'utf8')) as { suites: Report[] }

function kept(suite: string): Report | undefined {
  return suites.find((one) => one.suite === suite)
}

test.each([
  ['mock', promises],
  ['clients', clientPromises],
])('the topics of %s are kept as they are; `npm run report` keeps them', (suite, topics) => {
  expect(kept(suite)?.checks).toEqual(topics)
})

test('so are the planted faults, and every runtime', () => {
  expect(kept('mock')?.faults.map(({ caughtBy }) => caughtBy)).toEqual(faults.map(({ caughtBy }) => caughtBy))
  expect(Object.keys(kept('clients')?.providers ?? {}).toSorted()).toEqual([...runtimeNames].toSorted())
})
