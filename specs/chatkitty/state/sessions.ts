/** Who is, or was, online and where. Clients of end users begin and end sessions, so here they are as in the world. */
import type { CollectionRules, Row, StateCall } from '@parlance/mock/state'
import { type User, without } from './records.ts'
import { embedded } from './users.ts'

export const collections: Record<string, CollectionRules> = {
  userSessions: { show: (call, row) => withUser(call, without(row, 'userId')) },
  chatSessions: {
    show: (call, row) => ({
      ...without(row, 'userId', 'channelId'),
      session: withUser(call, row['session'] as Row),
    }),
  },
}

/** A session whose user is as they are now. */
function withUser(call: StateCall, session: Row): Row {
  return { ...session, user: embedded(call, session['user'] as User) }
}
