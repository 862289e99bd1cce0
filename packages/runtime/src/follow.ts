import { call } from './call.ts'
import { type LinkTable, resolveLink } from './follow-link.ts'
import type { Kernel } from './kernel.ts'
import { list, type ListOperation } from './paginate.ts'

/**
 * Calls the operation that a link of a resource (HAL's `_links`) leads to. Generated code calls this.
 *
 * A link is not asked for at its own address: its path parameters and query go into a call of the operation, on the
 * client's own server. So credentials cannot go astray, every policy applies, and a provider seen through a mock or
 * proxy can be followed although its links name its own host. What leads to no known operation is refused: the call
 * then fails with a `UsageError`, and nothing is sent.
 *
 * `args` are those of the operation behind its path parameters. Its query fills in a link that is a template
 * (RFC 6570); what the template does not name is added.
 */
export function follow<Outcome>(
  kernel: Kernel,
  table: LinkTable,
  resource: object,
  rel: string,
  args: readonly unknown[],
): Outcome {
  let outcome: unknown
  try {
    const { operation, path, query, options } = resolveLink(table, resource, rel, args)
    // Other arguments than the operation's own, for a link may have a query where the spec has none.
    const target = { ...operation, args: Object.keys(path), input: 'query' } as const
    const values = [...Object.values(path), query, options]
    outcome = operation.paging ? list(kernel, target as ListOperation, values) : call(kernel, target, values)
  } catch (error) {
    outcome = refused(kernel, error)
  }
  return outcome as Outcome
}

/** Fails when it is used, be it as a call or as a list: where there is no link, nobody knows which was meant. */
function refused(kernel: Kernel, error: unknown): unknown {
  const nowhere: ListOperation = {
    id: 'follow',
    method: 'GET',
    path: '',
    paging: { next: () => undefined, items: '' },
  }
  return list({ ...kernel, send: () => Promise.reject(error) }, nowhere, [])
}
