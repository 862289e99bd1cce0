/** What is found in the text of a message. */
import type { Row, StateWorld } from '@parlance/mock/state'
import { without } from './records.ts'
import { embedded, userCalled } from './users.ts'

const address = /https?:\/\/(?:[\w.~:/?@!$&'()*+,;=-]|%[\da-f]{2})*[\w/=&~-]/gi
const mention = /<([@#])([^<>\s]+)>/g

/** Web addresses and mentions in a text; what is not there is left out. */
export function found(world: StateWorld, body: string): Row {
  const links = [...body.matchAll(address)].map((match) => placed(match, { source: match[0] }))
  const mentions = [...body.matchAll(mention)].flatMap((match) => mentioned(world, match))
  return { ...(links.length > 0 && { links }), ...(mentions.length > 0 && { mentions }) }
}

/** Positions count characters from 0 and the end is exclusive, as in the examples; inferred. */
function placed({ 0: text, index }: RegExpExecArray, row: Row): Row {
  return { ...row, startPosition: index, endPosition: index + text.length }
}

/** Whoever does not exist is not mentioned. */
function mentioned(world: StateWorld, match: RegExpExecArray): Row[] {
  const [tag, sign, name] = match
  if (sign === '@') {
    const user = userCalled(world, name)
    return user ? [placed(match, { type: 'USER', tag, user: embedded(world, user) })] : []
  }
  const channel = world.collection('channels').by('name', name)[0]
  return channel ? [placed(match, { type: 'CHANNEL', tag, channel: without(channel, '_links') })] : []
}
