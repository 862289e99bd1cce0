import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { runServer } from 'verdaccio'
import type { Upstream } from './upstream.ts'
import type { Workshop } from './workshop.ts'

/** A registry that lives as long as the workshop. */
export interface Registry {
  /** `http://127.0.0.1:41873/`. */
  readonly url: string
  /** Lets who shows it publish. */
  readonly token: string
}

/** What is ours is known here alone: whatever any other registry has under these names stays out. */
const ours = '@parlance/*'

/** Starts Verdaccio on a free port of loopback, with storage in the workshop and one user who may publish. */
export async function startRegistry(workshop: Workshop, upstream: Upstream): Promise<Registry> {
  const folder = workshop.path('registry')
  const app = (await runServer({
    self_path: folder,
    configPath: join(folder, 'config.yaml'),
    storage: workshop.path('registry', 'storage'),
    auth: { htpasswd: { file: join(folder, 'htpasswd'), max_users: 1 } },
    uplinks: { upstream: { ...upstream, maxage: '1d', timeout: '60s', max_fails: 5 } },
    packages: {
      [ours]: { access: '$all', publish: '$authenticated' },
      '**': { access: '$all', proxy: 'upstream' },
    },
    web: { enable: false },
    max_body_size: '50mb',
    log: { type: 'stdout', format: 'json', level: 'fatal' },
  } as unknown as Parameters<typeof runServer>[0])) as Server
  await new Promise<void>((resolve, reject) => {
    app.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  workshop.defer(() => close(app))
  const url = `http://127.0.0.1:${(app.address() as AddressInfo).port}/`
  return { url, token: await addUser(url) }
}

async function addUser(registry: string): Promise<string> {
  const name = 'rehearsal'
  const response = await fetch(`${registry}-/user/org.couchdb.user:${name}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, password: crypto.randomUUID() }),
  })
  const { token, error } = (await response.json()) as { token?: string; error?: string }
  if (token === undefined) throw new Error(`The throw-away registry takes no user: ${error}.`)
  return token
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
