/** Imports and exports: what is accepted, runs by the clock, and ends. */
import type {
  CollectionRules,
  Row,
  StateCall,
  StateHandler,
  StateReply,
  StateRules,
  StateWorld,
} from '@parlance/mock/state'
import { importRows } from './imports.ts'
import { linked } from './links.ts'
import { asked, type Channel, newId, valueIn } from './records.ts'

/** Seconds until a job starts, and from there to its end; of the order that the examples show. */
const [startsAfter, endsAfter] = [1, 2]

export const collections: Record<string, CollectionRules> = {
  jobs: { order: 'oldest' },
  importedRows: {},
}

export const operations: Record<string, StateHandler> = {
  'imports.importUsers': (call) => submit(call, 'USER_IMPORT', rowsOf(call)),
  'imports.importChannels': (call) => submit(call, 'CHANNEL_IMPORT', rowsOf(call)),
  'imports.importMembers': (call) => {
    const { id } = asked<Channel>(call, 'channels')
    return submit(call, 'CHANNEL_MEMBERS_IMPORT', { ...rowsOf(call), channelId: id })
  },
  'imports.importMessages': (call) => submit(call, 'MESSAGE_IMPORT', rowsOf(call)),
  'analytics.exportMessages': (call) => submit(call, 'MESSAGE_ANALYTICS_EXPORT', { file: 'messages' }),
  // No value for this kind is documented; this one is inferred from the others.
  'analytics.exportUsers': (call) => submit(call, 'USER_ANALYTICS_EXPORT', { file: 'users' }),
  'jobs.list': list,
}

export const timers: NonNullable<StateRules['timers']> = {
  startJob(world, job) {
    world.collection('jobs').patch(job['id'] as number, { state: 'RUNNING' })
    world.after(endsAfter, 'endJob', job)
  },
  endJob(world, job) {
    const outcome = outcomeOf(world, job)
    world.collection('jobs').patch(job['id'] as number, { ...outcome, endedTime: world.time })
  },
}

function submit(call: StateCall, type: string, work: Row): StateReply {
  const row = { id: newId(call, 'jobs'), type, state: 'PENDING', createdTime: call.time }
  const job = call.collection('jobs').put(linked('jobs', row))
  call.after(startsAfter, 'startJob', { ...work, id: row.id, type })
  return call.show('jobs', job)
}

/** A file that holds no list of rows is accepted, and the job fails; inferred. */
function rowsOf(call: StateCall): Row {
  return { rows: valueIn(String(call.body['file'])) }
}

function outcomeOf(world: StateWorld, job: Row): Row {
  const { id, file, rows } = job
  if (file !== undefined) return { state: 'FINISHED', file: `exports/${String(file)}-${String(id)}.json` }
  const isThrough = Array.isArray(rows) && importRows(world, rows, job)
  return { state: isThrough ? 'FINISHED' : 'FAILED' }
}

/** Jobs that have ended, unless those at work are asked for. */
function list(call: StateCall): StateReply {
  const isWanted = call.one('running') === 'true'
  return call.list('jobs', ({ state }) => (state === 'PENDING' || state === 'RUNNING') === isWanted)
}
