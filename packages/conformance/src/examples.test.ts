import { listProviders } from '@parlance/compiler'
import { describe, expect, test } from 'vitest'
import { listExamples, readProvider } from './bundle.ts'
import { createValidator } from './validator.ts'

describe.each(listProviders())('%s', (name) => {
  const { document } = readProvider(name)
  const validator = createValidator(document)

  test('every schema compiles', () => {
    for (const schema of Object.keys(document.components?.schemas ?? {})) {
      validator.problems(`/components/schemas/${schema}`, null)
    }
  })

  test('every example satisfies its schema', () => {
    const examples = listExamples(document)
    const problems = examples.flatMap(({ place, schema, value }) =>
      validator.problems(schema, value).map((problem) => `${place}: ${problem}`),
    )
    expect(problems).toEqual([])
    expect(examples.length).toBeGreaterThan(0)
  })

  test('a broken example would be noticed', () => {
    const [first] = listExamples(document).filter(({ value }) => typeof value === 'object')
    expect(validator.problems(first!.schema, 'not an object')).not.toEqual([])
  })
})
