import { ApiError, CallError, ConnectionError, mustBe } from './errors.ts'
import { type Limiter, limiterOf } from './limiter.ts'
import { type CallContext, compose, type Handler, type Reply, summarize } from './onion.ts'
import type { ApiDefinition, Nested, Operation } from './operation.ts'
import type { ClientFields, KernelOptions } from './options.ts'
import { auth } from './policies/auth.ts'
import { limit } from './policies/limit.ts'
import { observe, teller } from './policies/observe.ts'
import { retry, retrySettings } from './policies/retry.ts'
import { timeout } from './policies/time.ts'
import { readReply } from './reply.ts'
import { buildRequest, type CallInput } from './request.ts'
import type { PreparedRequest } from './serialize.ts'
import { resolveServers } from './servers.ts'
import { aborted } from './wait.ts'

/** What makes calls: a provider's servers, the client's credentials and the onion. Its secrets are not reachable. */
export interface Kernel {
  readonly provider: string
  /** Makes a call; fails with a {@link CallError} unless the provider answers with success. */
  send(operation: Operation, input: CallInput): Promise<Reply>
  /** Holds calls back for the provider's budgets; `limitsOf(kernel)` tells where they stand. */
  readonly limiter: Limiter
}

/**
 * Makes a kernel.
 *
 * The onion, outermost first: the user's middleware, then
 * 1. retry: sends the call again;
 * 2. auth: inside retry, so that each attempt has the token of the moment, and one more after it expired;
 * 3. limit: holds each attempt back until the budgets have room, those of its operation first; token requests do not
 *    pass it;
 * 4. observe: notes each attempt;
 * 5. timeout: one attempt, its body included.
 *
 * The deadline of a call is no layer: its attempts and each of its waits end with it.
 *
 * @throws {UsageError} when an option cannot be used.
 */
export function createKernel(definition: ApiDefinition, options: KernelOptions): Kernel {
  const { provider, limits = [], credentials, gate = limit } = definition
  const { rateLimit = {}, middleware = [] } = options
  const servers = resolveServers(definition, options)
  const tell = teller(provider, options.observe)
  const own = rateLimit || {}
  const limiter = (own.shared ?? limiterOf)(rateLimit ? limits : [], own)
  const holdBack = gate(limiter, tell, options)
  const attempt = compose([observe(tell), timeout], sender(definition, options))

  const through = (handler: Handler) => async (operation: Operation, input: CallInput) => {
    const request = buildRequest(definition, options as ClientFields, servers, operation, input)
    const call = contextOf(operation, input, options, request)
    operation.check?.(call, tell, options.checks)
    if (call.signal?.aborted) throw aborted(call)
    const reply = await handler(call)
    if (!reply.response.ok) throw apiError(definition, call, reply)
    return reply
  }

  const handler = compose(
    [
      ...middleware,
      retry(tell),
      auth(credentials, { provider, options: options as ClientFields, send: through(attempt) }),
      ...(rateLimit ? [holdBack] : []),
    ],
    attempt,
  )

  return { provider, send: through(handler), limiter }
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
function sender({ credentials, redirects, ...definition }: ApiDefinition, options: KernelOptions): Handler {
  // The global is looked up for each call, so that a replaced one (a test's interceptor) is seen.
  const plain = (url: string, init: RequestInit) => (options.fetch ?? globalThis.fetch)(url, init)
  const fetch =
    redirects?.(plain, ['authorization', 'cookie', ...credentials.map(({ name }) => name)]) ?? plain
  return async (call) => {
    const { url, method, headers, body = null, signal = null, operation } = call
    const conceal = operation.conceal ?? definition.conceal
    // Who answers a write with a redirect did not do it, and elsewhere its body is nobody's business.
    const redirect = /GET|HEAD/.test(method) ? 'follow' : 'manual'
    try {
      const response = await fetch(url, { method, headers, body, signal, redirect })
      if (!response.status) throw new Error('it was redirected')
      return await readReply(conceal?.response(response) ?? response, call)
    } catch (error) {
      if (error instanceof CallError || signal?.aborted) throw error
      throw new ConnectionError(summarize(call), conceal?.error(error) ?? error)
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
    message: errorMessage(data as Nested | undefined).find((text) => typeof text === 'string'),
    requestId: (requestIdHeader && response.headers.get(requestIdHeader)) || undefined,
  })
}
