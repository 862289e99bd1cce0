/** The data of a mock on this machine, by its control endpoints. */
import {
  type Kept,
  type KeptCollection,
  type KeptOrder,
  type KeptRecord,
  mostShown,
} from '../../../sandbox/kept.ts'

/** The mock answers, and keeps no data. */
export class NoState extends Error {}

interface Endpoints {
  clock: { now: string }
  timers: { timers: Kept['timers'] }
  collections: { collections: Omit<KeptCollection, 'records'>[] }
  state: Record<string, Record<string, KeptRecord[]>>
}

/** @param control address of the control endpoints */
export async function keptAt(control: string, provider: string, order: KeptOrder): Promise<Kept> {
  const of = `provider=${encodeURIComponent(provider)}`
  await change(control, of, order)
  const [{ now }, { timers }, { collections }, { [provider]: records = {} }] = await Promise.all([
    read(control, 'clock'),
    read(control, 'timers', of),
    read(control, 'collections', of),
    read(control, 'state', `${of}&limit=${mostShown}`),
  ])
  const newestFirst = collections.map(({ name, key, size }) => {
    return { name, key, size, records: (records[name] ?? []).toReversed() }
  })
  return { now, timers, collections: newestFirst }
}

async function change(control: string, of: string, order: KeptOrder): Promise<void> {
  if (order.do === 'reset') await call(`${control}/state?${of}`, { method: 'DELETE' })
  if (order.do === 'advance') await put(`${control}/clock`, { advance: order.seconds })
  if (order.do === 'return') await put(`${control}/clock`, { now: new Date().toISOString(), running: true })
}

function put(address: string, value: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return call(address, { method: 'PUT', headers, body: JSON.stringify(value) })
}

async function read<Name extends keyof Endpoints>(
  control: string,
  name: Name,
  query = '',
): Promise<Endpoints[Name]> {
  const response = await call(`${control}/${name}?${query}`)
  return (await response.json()) as Endpoints[Name]
}

async function call(address: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(address, { ...init, credentials: 'omit', cache: 'no-store' })
  if (response.ok) return response
  if (response.status === 409) throw new NoState()
  const { error } = (await response.json().catch(() => ({}))) as { error?: string }
  throw new Error(error ?? `${address} answers ${response.status}`)
}
