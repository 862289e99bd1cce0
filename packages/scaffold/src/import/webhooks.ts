/** Webhooks, if they can be received as they are described. */
import { camelCase, type Document, readModel } from '@parlance/compiler'
import type { Notes } from './notes.ts'
import { operationsIn } from './operations.ts'
import { entriesAt, isNode, listAt, type Node, nodeAt } from './tree.ts'

const plain = /^[a-z][A-Za-z0-9]*$/

/** Gives webhooks their names, which are those of files, and their operations ids and tags. */
export function nameWebhooks(document: Node, notes: Notes): void {
  const webhooks = nodeAt(document, 'webhooks')
  if (!webhooks) return
  const entries = entriesAt(document, 'webhooks').map(([name, item]) => {
    for (const [method, operation] of Object.entries(item)) {
      if (isNode(operation)) nameWebhook(name, method, operation, notes)
    }
    const file = /^\w+$/.test(name) ? name : wordOf(name)
    notes.rename('webhook', name, file)
    return [file, item] as const
  })
  document['webhooks'] = Object.fromEntries(entries)
  const tags = document['tags'] as Node[]
  const missing = new Set(webhookTags(document)).difference(new Set(tags.map(({ name }) => String(name))))
  for (const name of missing)
    tags.push({ name, 'x-displayName': name.charAt(0).toUpperCase() + name.slice(1) })
}

/** The tags of operations that the provider calls. */
export function webhookTags(document: Node): string[] {
  return entriesAt(document, 'webhooks').flatMap(([, item]) =>
    Object.values(item).flatMap((operation) => (isNode(operation) ? tagOf(operation) : [])),
  )
}

function tagOf(operation: Node): string {
  const { tags } = operation
  const first: unknown = Array.isArray(tags) ? tags[0] : undefined
  return typeof first === 'string' && plain.test(first) ? first : 'events'
}

function nameWebhook(name: string, method: string, operation: Node, notes: Notes): void {
  const tag = tagOf(operation)
  const old = String(operation['operationId'] ?? name)
  const [resource, verb = ''] = old.split('.')
  const own = method === 'post' ? wordOf(name) : camelCase(`${wordOf(name)} ${method}`)
  operation['operationId'] = resource === tag && plain.test(verb) ? old : `${tag}.${own}`
  operation['tags'] = [tag]
  notes.rename('operation of a webhook', old, String(operation['operationId']))
}

function wordOf(name: string): string {
  return camelCase(name).replace(/^(?=\d)/, 'n') || 'event'
}

/** Leaves webhooks out that no receiver could tell apart or read. */
export function dropUnreadableWebhooks(document: Node, provider: string, notes: Notes): void {
  if (document['webhooks'] === undefined) return
  const problem = problemOf(document, provider)
  if (problem === undefined) return
  const { webhooks, ...rest } = document
  // What is wrong besides is told when the whole document is read.
  if (problemOf(rest, provider) !== undefined) return
  notes.lose(`Webhooks: ${problem}`, Object.keys(webhooks as Node).join(', '))
  delete document['webhooks']
  const used = new Set(operationsIn(document).map(({ operation }) => (operation['tags'] as unknown[])[0]))
  document['tags'] = listAt(document, 'tags').filter(({ name }) => used.has(name))
}

function problemOf(document: Node, provider: string): string | undefined {
  try {
    readModel(provider, structuredClone(document) as unknown as Document)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}
