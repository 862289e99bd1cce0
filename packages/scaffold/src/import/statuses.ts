/** Responses under the one status each that clients can tell apart. */
import type { Notes } from './notes.ts'
import type { Place } from './operations.ts'
import { type Node, nodeAt } from './tree.ts'

/** The status that stands for a range: what most servers mean by it. */
const standing: Readonly<Record<string, string>> = {
  '2XX': '200',
  '3XX': '302',
  '4XX': '400',
  '5XX': '500',
}

/** Gives each response of an operation a single status, in place, so that each operation has a success. */
export function nameStatuses({ name, operation }: Place, notes: Notes): void {
  const responses = nodeAt(operation, 'responses') ?? {}
  for (const [range, status] of Object.entries(standing)) {
    for (const written of [range, range.toLowerCase()]) move(responses, written, status, name, notes)
  }
  if (!hasSuccess(responses)) move(responses, 'default', '200', name, notes)
  if ('default' in responses) {
    notes.lose('Responses called default: name the statuses that they stand for', name)
    delete responses['default']
  }
  if (hasSuccess(responses)) return
  notes.ask('No success is documented: one without a body stands in', name)
  operation['responses'] = { '200': { description: 'Not documented.' }, ...responses }
}

function hasSuccess(responses: Node): boolean {
  return Object.keys(responses).some((status) => /^[23]\d\d$/.test(status))
}

function move(responses: Node, from: string, to: string, name: string, notes: Notes): void {
  if (!(from in responses)) return
  if (to in responses) notes.lose(`Responses called ${from} beside a ${to}`, name)
  else {
    notes.change(`A response called ${from} became ${to}: name the statuses that it stands for`, name)
    responses[to] = responses[from]
  }
  delete responses[from]
}
