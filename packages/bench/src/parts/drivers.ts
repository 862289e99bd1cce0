/** Clients ready to be run: each driver bundled for Node with its client. */
import { join } from 'node:path'
import type { Contender } from '../contenders/contender.ts'
import { bundleForNode } from '../measure/bundle.ts'
import type { Subject } from '../subject.ts'
import { usesOf } from '../uses.ts'
import { makeAloud, type Say, writeProgram } from './part.ts'

/** Bundles a client's driver, so that every client is loaded in the same form; gives the path of the module. */
export async function bundleDriver(say: Say, contender: Contender, subject: Subject): Promise<string> {
  const made = await makeAloud(say, contender, subject)
  const module = writeProgram(made, 'driver.js', contender.driver(subject))
  const output = join(made.folder, 'driver.bundle.js')
  await bundleForNode(module, output)
  return output
}

/** The body that the spec gives as the example of the first call's answer, as JSON. */
export function exampleAnswer(subject: Subject): string {
  const [use] = usesOf(subject, 1)
  const { path, method } = use!.operation
  const pointer = [
    'paths',
    path,
    method.toLowerCase(),
    'responses',
    '200',
    'content',
    'application/json',
    'examples',
  ]
  const examples = walk(subject.document, pointer) as Record<string, unknown> | undefined
  const first = Object.values(examples ?? {})[0] as { $ref?: string; value?: unknown } | undefined
  const example = first?.$ref ? walk(subject.document, first.$ref.slice(2).split('/')) : first
  const { value } = (example ?? {}) as { value?: unknown }
  if (value === undefined)
    throw new Error(`${use!.operation.id} has no example of its answer 200 in the spec.`)
  return JSON.stringify(value)
}

function walk(node: unknown, steps: readonly string[]): unknown {
  return steps.reduce((inner, step) => (inner as Record<string, unknown> | undefined)?.[step], node)
}
