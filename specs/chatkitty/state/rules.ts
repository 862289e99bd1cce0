/** What ChatKitty does with its data. */
import { defineState, type StateCall, type StateReply } from '@parlance/mock/state'
import * as channels from './channels.ts'
import * as functions from './functions.ts'
import * as jobs from './jobs.ts'
import { filters, order } from './lists.ts'
import * as members from './members.ts'
import * as messages from './messages.ts'
import * as notifications from './notifications.ts'
import { application, hiding, only, showOnly } from './records.ts'
import * as sessions from './sessions.ts'
import * as users from './users.ts'

export default defineState({
  collections: {
    application: { schema: 'Application' },
    settings: { schema: 'ApplicationSettings', show: hiding('id') },
    ...users.collections,
    ...channels.collections,
    ...members.collections,
    ...messages.collections,
    ...notifications.collections,
    ...sessions.collections,
    ...functions.collections,
    ...jobs.collections,
  },
  operations: {
    'application.get': application,
    'application.getSettings': (call) => showOnly(call, 'settings'),
    'application.setSettings': setSettings,
    ...users.operations,
    ...channels.operations,
    ...members.operations,
    ...messages.operations,
    ...functions.operations,
    ...jobs.operations,
  },
  timers: jobs.timers,
  filters,
  order,
})

function setSettings(call: StateCall): StateReply {
  const { guestUsers, userCreatedChannels } = call.body
  const { id = 1 } = only(call, 'settings') ?? {}
  return call.show('settings', call.collection('settings').put({ id, guestUsers, userCreatedChannels }))
}
