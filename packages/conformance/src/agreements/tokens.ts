/** Access tokens that a client makes itself. */
import type { AnyClient } from '../client.ts'
import type { Agreement, Stage } from './agreement.ts'
import { type Callable, callables, draftsFor, optionsFor, valuesOf } from './arguments.ts'
import { type Line, openLine, type Passed } from './line.ts'

/** How many calls are made at once. */
const crowd = 5

/** A client believes a token to have expired only when it is older than half a minute. */
const oldEnough = 31_000

/** Who logs in. */
const [id, secret] = ['somebody@conformance.example', 'correct-horse']

export const tokens: Agreement = {
  name: 'life of tokens',
  promises:
    'A token is made once for all calls, renewed once for all when it was refused as expired, and renewed before it ends.',
  async try(stage) {
    const flow = stage.model.credentials.find((credential) => credential.flow)?.flow
    if (!flow) return undefined
    await using line = await openLine(stage, {
      rateLimit: false,
      strictAuth: true,
      clients: [{ id, secret }],
    })
    const [idOption = '', secretOption = ''] = flow.options
    const credentials = { [idOption]: id, [secretOption]: secret }
    for (const { option } of stage.model.credentials) Object.assign(credentials, { [option]: undefined })
    const read = await allowedRead(stage, line, credentials)
    const client = await clientWith(stage, line, read, credentials)
    const { lifetime } = flow.kernel as { lifetime: number }
    const problems = [
      ...(await together(stage, line, client, read, 1, 'at first')),
      ...(await together(stage, line, client, read, 0, 'with the token at hand')),
    ]
    await stage.clock.advance(oldEnough)
    line.mock.expireTokens()
    problems.push(...(await together(stage, line, client, read, 1, 'after all tokens had expired')))
    // A token is renewed a minute before it ends, or a tenth of its life if that is less.
    await stage.clock.advance(lifetime * 1000 - Math.min(60_000, lifetime * 100) + 500)
    problems.push(...(await together(stage, line, client, read, 1, 'shortly before the token ended')))
    await stage.clock.advance(lifetime * 1000 + 1000)
    problems.push(...(await together(stage, line, client, read, 1, 'after the token had ended')))
    return { tried: 5 * crowd, problems }
  },
}

async function clientWith(stage: Stage, line: Line, read: Callable, credentials: object): Promise<AnyClient> {
  const [draft] = draftsFor(stage, read, 1)
  return line.client({ ...optionsFor(stage, draft!), ...credentials })
}

/** The first read that a token of a login is enough for. */
async function allowedRead(stage: Stage, line: Line, credentials: object): Promise<Callable> {
  const reads = callables({ ...stage, settings: { ...stage.settings, operation: undefined } }).filter(
    ({ operation }) => operation.method === 'GET' && !operation.anonymous,
  )
  for (const read of reads) {
    const client = await clientWith(stage, line, read, credentials)
    const [draft] = draftsFor(stage, read, 1)
    const { error } = await line.settle(client.call(read.operation, {}, valuesOf(draft!)).safe())
    if (!error) return read
  }
  throw new Error(`${stage.provider} has no read that a new token is enough for.`)
}

/** Makes calls at once: none may fail, and the tokens that are made for them are counted. */
async function together(
  stage: Stage,
  line: Line,
  client: AnyClient,
  read: Callable,
  made: number,
  when: string,
): Promise<string[]> {
  const [draft] = draftsFor(stage, read, 1)
  const before = line.passed.length
  const calls = Array.from({ length: crowd }, () => client.call(read.operation, {}, valuesOf(draft!)).safe())
  const outcomes = await line.settle(Promise.all(calls))
  // What is renewed ahead is renewed behind the calls.
  await settled(line)
  const since = line.passed.slice(before)
  const asked = since.filter((one) => isTokenRequest(one)).length
  const failed = outcomes.find(({ error }) => error)?.error
  const most = crowd * 2
  return [
    ...(failed ? [`A call ${when} failed: ${failed.message}`] : []),
    ...(asked === made ? [] : [`${asked} tokens were made ${when}, not ${made}.`]),
    ...(since.length - asked > most ? [`A call ${when} was sent more than twice.`] : []),
  ]
}

async function settled({ passed }: Line): Promise<void> {
  for (let quiet = 0; quiet < 20; quiet += 1) {
    if (passed.some(({ status }) => status === 0)) quiet = 0
    await new Promise((resolve) => void setImmediate(resolve))
  }
}

/** Every other request carries a token. */
function isTokenRequest({ headers }: Passed): boolean {
  return !headers.get('authorization')?.startsWith('Bearer ')
}
