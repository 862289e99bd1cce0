import { existsSync, readdirSync } from 'node:fs'
import { listProviders, type Model, readProvider, root } from '@parlance/compiler'
import { createMock } from '@parlance/mock'
import { describe, expect, test } from 'vitest'
import { redocly } from './process.ts'

describe.each(listProviders())('%s', (name) => {
  const folder = `${root}specs/${name}/workflows`
  const workflows = existsSync(folder)
    ? readdirSync(folder).filter((file) => file.endsWith('.arazzo.yaml'))
    : []

  test.each(workflows)(
    'the workflow %s passes against the mock',
    async (file) => {
      await using mock = await createMock({ providers: [name], rateLimit: false })
      const { model } = readProvider(name)
      // The workflow names the API's own server; at the mock its origin is replaced, the path stays.
      const server = mock.providers[0]!.url + new URL(model.servers[0]!['production']!).pathname
      const inputs = inputsOf(model).flatMap((input) => ['--input', input])
      const { code, output } = await redocly(
        'respect',
        `${folder}/${file}`,
        '--server',
        `${name}=${server}`,
        ...inputs,
      )
      expect(output, output).toContain('passed')
      expect(code, output).toBe(0)
    },
    30_000,
  )
})

/** A workflow's inputs are called like the client's options. */
function inputsOf({ clientParameters, credentials }: Model): string[] {
  return [
    ...clientParameters.map(({ option, example }) => `${option}=${example}`),
    ...credentials.map(({ option }) => `${option}=a-token`),
  ]
}
