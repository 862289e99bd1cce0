import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { listProviders, type Model, root } from '@parlance/compiler'
import { createMock } from '@parlance/mock'
import { describe, expect, test } from 'vitest'
import { readProvider } from './bundle.ts'

const redocly = createRequire(import.meta.url).resolve('@redocly/cli/bin/cli.js')

describe.each(listProviders())('%s', (name) => {
  const folder = `${root}specs/${name}/workflows`
  const workflows = existsSync(folder)
    ? readdirSync(folder).filter((file) => file.endsWith('.arazzo.yaml'))
    : []

  test.each(workflows)(
    'the workflow %s passes against the mock',
    async (file) => {
      await using mock = await createMock([name])
      const { model } = readProvider(name)
      // The workflow names the API's own server; at the mock its origin is replaced, the path stays.
      const server = mock.providers[0]!.url + new URL(model.servers[0]!['production']!).pathname
      const { code, output } = await respect(`${folder}/${file}`, `${name}=${server}`, inputsOf(model))
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

async function respect(
  workflow: string,
  server: string,
  inputs: string[],
): Promise<{ code: number | null; output: string }> {
  const flags = ['--server', server, ...inputs.flatMap((input) => ['--input', input])]
  const args = [redocly, 'respect', workflow, ...flags]
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  const child = spawn(process.execPath, args, { cwd: root, env })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, output }
}
