import type { Document, OperationObject, PathItem, Server } from '../document.ts'

/** Environment → URL. A server without a name is production if it is the only one. */
export type ServerSet = Record<string, string>

/** Collects the distinct sets of servers of a document. The first is the API's own. */
export class ServerSets {
  readonly all: ServerSet[]

  constructor(document: Document) {
    this.all = [toSet(document.servers)]
  }

  /** Index of the set that serves an operation. */
  of(item: PathItem, operation: OperationObject): number {
    const servers = operation.servers ?? item.servers
    if (!servers) return 0
    return this.#add(toSet(servers))
  }

  /** Index of a set that has one URL for all environments. */
  everywhere(url: string): number {
    const environments = Object.keys(this.all[0]!)
    return this.#add(Object.fromEntries(environments.map((name) => [name, url])))
  }

  #add(set: ServerSet): number {
    const index = this.all.findIndex((known) => JSON.stringify(known) === JSON.stringify(set))
    return index >= 0 ? index : this.all.push(set) - 1
  }
}

function toSet(servers: Server[]): ServerSet {
  return Object.fromEntries(servers.map((server) => [server['x-environment'] ?? 'production', server.url]))
}
