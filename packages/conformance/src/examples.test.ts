import { listProviders, readProvider } from '@parlance/compiler'
import { describe, expect, test } from 'vitest'
import { listExamples } from './examples.ts'
import { createValidator } from './validator.ts'

describe.each(listProviders())('%s', (name) => {
  const { document } = readProvider(name)
  const validator = createValidator(document)

  test('every schema compiles', () => {
    const schemas = Object.keys(document.components?.schemas ?? {})
    const compile = () => schemas.forEach((name) => validator.problems(`/components/schemas/${name}`, null))
    expect(compile).not.toThrow()
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
    const first = listExamples(document).find(({ value }) => typeof value === 'object')
    expect(validator.problems(first!.schema, 'not an object')).not.toEqual([])
  })
})
