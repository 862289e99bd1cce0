/** `redocly respect`: runs the workflows of a provider against the mock, and judges each answer by the spec. */
import { existsSync, readdirSync } from 'node:fs'
import { type Model, readProvider, root } from '@parlance/compiler'
import { type Finished, redocly } from '../process.ts'

/** The files of a provider's workflows. */
export function workflowsOf(provider: string): string[] {
  const folder = folderOf(provider)
  return existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.arazzo.yaml')) : []
}

/**
 * Runs a workflow.
 *
 * @param origin - What stands for the provider's origin.
 */
export function runWorkflow(provider: string, file: string, origin: string): Promise<Finished> {
  const { model } = readProvider(provider)
  // The workflow names the API's own server; at the mock its origin is replaced, the path stays.
  const server = origin + new URL(model.servers[0]!['production']!).pathname
  const inputs = inputsOf(model).flatMap((input) => ['--input', input])
  return redocly('respect', `${folderOf(provider)}/${file}`, '--server', `${provider}=${server}`, ...inputs)
}

function folderOf(provider: string): string {
  return `${root}specs/${provider}/workflows`
}

/** A workflow's inputs are called like the client's options. */
function inputsOf({ clientParameters, credentials }: Model): string[] {
  return [
    ...clientParameters.map(({ option, example }) => `${option}=${example}`),
    ...credentials.map(({ option }) => `${option}=a-token`),
  ]
}
