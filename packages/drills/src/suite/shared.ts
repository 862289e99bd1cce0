import { chatkitty, chatshipper } from './clients.ts'

type Call = (id: string) => PromiseLike<unknown>

/** Clients that outlive the request which made them, as at the top level of a Worker. */
const clients = new Map<string, Call>()

const makers: Record<string, (origin: string) => Call> = {
  chatkitty(origin) {
    const client = chatkitty(origin, { clientId: 'app', clientSecret: 's' })
    return (id) => client.users.get(Number(id))
  },
  chatshipper(origin) {
    const client = chatshipper(origin, { token: 't' })
    return (id) => client.contacts.get(id)
  },
  oneByOne(origin) {
    const client = chatshipper(origin, { token: 't', timeout: 500, rateLimit: { concurrency: 1 } })
    return (id) => client.contacts.get(id)
  },
}

/**
 * Answers a request of the drills about Workers with a call of a shared client: `origin` and `client` choose it, `id`
 * is what is called for, `calls` how often; with `leave`, the request ends without waiting for the call.
 */
export async function answerShared(url: URL): Promise<Response> {
  const { origin = '', client = '', id = '', calls = '1', leave } = Object.fromEntries(url.searchParams)
  const key = `${client} ${origin}`
  const call = clients.get(key) ?? makers[client]!(origin)
  clients.set(key, call)
  const all = Promise.all(Array.from({ length: Number(calls) }, () => call(id)))
  const answer = all.then(
    () => 'ok',
    (error: unknown) => String(error),
  )
  return new Response(leave ? 'left' : await answer)
}
