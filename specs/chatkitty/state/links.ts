/** Where to go from a record. */
import type { Row } from '@parlance/mock/state'

/** The only server; the links of the world begin with it too. */
export const server = 'https://api.chatkitty.com'

const directChannels = {
  self: '/v1/channels/{id}',
  participants: '/v1/channels/{id}/participants',
  messages: '/v1/channels/{id}/messages',
  events: '/v1/channels/{id}/events',
}
const systemMessages = { self: '/v1/messages/{id}', channel: '/v1/channels/{channelId}' }

/** By kind of record; in braces stands a key of it. All of them lead to the application too. */
const paths = {
  users: {
    self: '/v1/users/{id}',
    channels: '/v1/users/{id}/channels',
    notifications: '/v1/users/{id}/notifications',
    displayPicture: '/v1/users/{id}/display-picture',
  },
  directChannels,
  groupChannels: {
    ...directChannels,
    memberships: '/v1/channels/{id}/memberships',
    members: '/v1/channels/{id}/members',
    moderators: '/v1/channels/{id}/moderators',
  },
  memberships: {
    user: '/v1/users/{userId}',
    channel: '/v1/channels/{channelId}',
    member: '/v1/channels/{channelId}/members/{userId}',
  },
  invites: { invitee: '/v1/users/{userId}', channel: '/v1/channels/{channelId}' },
  events: {},
  threads: { self: '/v1/threads/{id}', channel: '/v1/channels/{channelId}' },
  systemMessages,
  userMessages: { ...systemMessages, user: '/v1/users/{user.id}' },
  notifications: { recipient: '/v1/users/{userId}' },
  functions: {
    self: '/v1/functions/{id}',
    versions: '/v1/functions/{id}/versions',
    invocations: '/v1/functions/{id}/invocations',
    currentVersion: '/v1/functions/{id}/current-version',
  },
  functionVersions: { self: '/v1/function-versions/{id}' },
  jobs: { self: '/v1/jobs/{id}' },
} satisfies Record<string, Record<string, string>>

/** A record with its links. */
export function linked(kind: keyof typeof paths, row: Row): Row {
  const all = Object.entries({ ...paths[kind], application: '/v1/application' })
  const links = all.map(([relation, path]) => [relation, { href: server + filledIn(path, row) }])
  return { ...row, _links: Object.fromEntries(links) as Row }
}

function filledIn(path: string, row: Row): string {
  return path.replaceAll(/\{([\w.]+)\}/g, (_, key: string) => String(valueAt(row, key.split('.'))))
}

/** The value that a path of keys leads to. */
export function valueAt(row: Row, path: readonly string[]): unknown {
  let value: unknown = row
  for (const name of path) value = (value as Row | null | undefined)?.[name]
  return value
}
