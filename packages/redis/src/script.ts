import { createHash } from 'node:crypto'
import type { RedisClient } from './client.ts'

/** A Lua script that Redis runs as one step. */
export interface Script {
  readonly text: string
  readonly sha: string
}

/** Makes a script. */
export function script(text: string): Script {
  return { text, sha: createHash('sha1').update(text).digest('hex') }
}

/** Runs a script, sending its text only to a server that does not know it yet. */
export async function run(
  client: RedisClient,
  { text, sha }: Script,
  keys: string[],
  args: string[],
): Promise<unknown> {
  // A client that is not connected would keep the command and send it when nobody waits for it any more.
  if (client.isReady === false) throw new Error('the client is not connected to Redis')
  const options = { keys, arguments: args }
  try {
    return await client.evalSha(sha, options)
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error
    return client.eval(text, options)
  }
}
