import { ApiError, CallError, ConnectionError, mustBe } from './errors.ts'
import { limiterOf, type Limits } from './limiter.ts'
import { type CallContext, compose, type Handler, type Reply, summarize } from './onion.ts'
import type { ApiDefinition, Operation } from './operation.ts'
import type { KernelOptions } from './options.ts'
import { at } from './pointer.ts'
import { auth, type Credentials } from './policies/auth.ts'
import { limit } from './policies/limit.ts'
import { observe, teller } from './policies/observe.ts'
import { retry, retrySettings } from './policies/retry.ts'
import { deadline, timeout } from './policies/time.ts'
import { readReply } from './reply.ts'
import { buildRequest, type CallInput } from './request.ts'
import type { PreparedRequest } from './serialize.ts'
import { resolveServers } from './servers.ts'

/** What makes calls: a provider's servers, the client's credentials and the onion. Its secrets are not reachable. */
export interface Kernel {
  readonly provider: string
  /** Makes a call; fails with a {@link CallError} unless the provider answers with success. */
  send(operation: Operation, input: CallInput): Promise<Reply>
  /** Where the provider's budgets stand, as far as this client has used them. */
  readonly limits: Limits
}

/**
 * Makes a kernel.
 *
 * The onion, outermost first: the user's middleware, then
 * 1. deadline: the whole call, its waits included;
 * 2. retry: sends the call again;
 * 3. auth: inside retry, so that each attempt has the token of the moment, and one more after it expired;
 * 4. limit: holds each attempt back until the budgets have room, those of its operation first; token requests do not
 *    pass it;
 * 5. observe: notes each attempt;
 * 6. timeout: one attempt, its body included.
 *
 * @throws {UsageError} when an option cannot be used.
 */
export function createKernel(definition: ApiDefinition, options: KernelOptions): Kernel {
  const { provider, limits = [], credentials, gate = limit } = definition
  const { headers, rateLimit = {}, middleware = [] } = options
  const fields = options as Readonly<Record<string, unknown>>
  const settings = { definition, fields, servers: resolveServers(definition, options), headers }
  const tell = teller(provider, options.observe)
  const limiter = limiterOf(rateLimit ? limits : [], rateLimit || {})
  const holdBack = gate(limiter, tell, options)
  const attempt = compose([observe(tell), timeout], sender(definition, options))

  const run = async (handler: Handler, operation: Operation, input: CallInput): Promise<Reply> => {
    const call = contextOf(operation, input, options, buildRequest(settings, operation, input))
    operation.check?.(call, tell, options.checks)
    const reply = await handler(call)
    if (!reply.response.ok) throw apiError(definition, call, reply)
    return reply
  }

  const handler = compose(
    [
      ...middleware,
      deadline,
      retry(tell),
      auth(credentials, {
        provider,
        options,
        credentials: fields as Credentials,
        sendTokenRequest: ({ operation, query, body, headers: own }) =>
          run(attempt, operation, { path: {}, query, body, options: { headers: own } }),
      }),
      ...(rateLimit ? [holdBack] : []),
    ],
    attempt,
  )

  return {
    provider,
    send: (operation, input) => run(handler, operation, input),
    limits: limiter.state,
  }
}

const standard = { timeout: 60_000, deadline: Infinity }

function contextOf(
  operation: Operation,
  input: CallInput,
  options: KernelOptions,
  request: PreparedRequest,
): CallContext {
  const { options: own = {} } = input
  const milliseconds = (name: 'timeout' | 'deadline'): number => {
    const value = own[name] ?? options[name] ?? standard[name]
    if (value > 0) return value
    throw mustBe(name, 'a positive number of milliseconds', value)
  }
  const deadlineOfCall = milliseconds('deadline')
  return {
    ...request,
    operation,
    input,
    method: operation.method,
    signal: own.signal,
    timeout: milliseconds('timeout'),
    deadline: deadlineOfCall,
    deadlineAt: performance.now() + deadlineOfCall,
    retry: retrySettings(options.retry, own.retry),
    attempts: [],
  }
}

/** The heart of the onion: sends one request and reads its reply. */
function sender({ credentials, redirects, conceal }: ApiDefinition, options: KernelOptions): Handler {
  // The global is looked up for each call, so that a replaced one (a test's interceptor) is seen.
  const plain = (url: string, init: RequestInit) => (options.fetch ?? globalThis.fetch)(url, init)
  const fetch =
    redirects?.(plain, ['authorization', 'cookie', ...credentials.map(({ name }) => name)]) ?? plain
  return async (call) => {
    const { url, method, headers, body = null, signal = null, operation } = call
    try {
      const response = await fetch(url, { method, headers, body, signal })
      ;(operation.conceal ?? conceal)?.(response)
      return await readReply(response, call)
    } catch (error) {
      if (error instanceof CallError || signal?.aborted) throw error
      throw new ConnectionError(summarize(call), error)
    }
  }
}

function apiError(
  { requestIdHeader, errorMessage }: ApiDefinition,
  call: CallContext,
  { response, data }: Reply,
): ApiError {
  return new ApiError(summarize(call), response, {
    body: data,
    message: errorMessage.map((pointer) => at(data, pointer)).find((text) => typeof text === 'string'),
    requestId: (requestIdHeader && response.headers.get(requestIdHeader)) || undefined,
  })
}
