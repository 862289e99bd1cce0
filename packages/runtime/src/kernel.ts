import { withEnvironment } from './environment.ts'
import { ApiError, CallError, ConnectionError, UsageError } from './errors.ts'
import { Limiter, type LimiterState } from './limiter.ts'
import { type CallContext, compose, type Handler, type Reply, summarize } from './onion.ts'
import type { ApiDefinition, Operation } from './operation.ts'
import type { KernelOptions } from './options.ts'
import { at } from './pointer.ts'
import { auth, type Credentials } from './policies/auth.ts'
import { limit } from './policies/limit.ts'
import { observe, teller } from './policies/observe.ts'
import { retry, retrySettings } from './policies/retry.ts'
import { deadline, timeout } from './policies/time.ts'
import { followRedirects, isPage } from './redirects.ts'
import { readReply } from './reply.ts'
import { buildRequest, type CallInput } from './request.ts'
import { retryAfter } from './retry-after.ts'
import type { PreparedRequest } from './serialize.ts'
import { resolveServers } from './servers.ts'

/** What makes calls: a provider's servers, the client's credentials and the onion. Its secrets are not reachable. */
export interface Kernel {
  readonly provider: string
  /** Makes a call; fails with a {@link CallError} unless the provider answers with success. */
  send(operation: Operation, input: CallInput): Promise<Reply>
  /** Where the provider's budgets stand, as far as this client has used them. */
  limits(): LimiterState
}

/**
 * Makes a kernel.
 *
 * The onion, outermost first: the user's middleware, then
 * 1. deadline: the whole call, its waits included;
 * 2. retry: sends the call again;
 * 3. auth: inside retry, so that each attempt has the token of the moment, and one more after it expired;
 * 4. limit: holds each attempt back until the budgets have room; token requests do not pass it;
 * 5. observe: notes each attempt;
 * 6. timeout: one attempt, its body included.
 *
 * @throws {UsageError} when an option cannot be used.
 */
export function createKernel(definition: ApiDefinition, given: KernelOptions): Kernel {
  const { provider, limits = [], credentials } = definition
  const options = withEnvironment(definition, given)
  const { headers, rateLimit = {}, middleware = [] } = options
  warnInPage(definition, options)
  const settings = { definition, fields: options, servers: resolveServers(definition, options), headers }
  const tell = teller(provider, options)
  const limiter = new Limiter(rateLimit ? limits : [], rateLimit || {})
  const attempt = compose([observe(tell), timeout], sender(definition, options))

  const run = async (handler: Handler, operation: Operation, input: CallInput): Promise<Reply> => {
    const call = contextOf(operation, input, options, buildRequest(settings, operation, input))
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
        credentials: options as Credentials,
        sendTokenRequest: ({ operation, query, body, headers: own }) =>
          run(attempt, operation, { path: {}, query, body, options: { headers: own } }),
      }),
      ...(rateLimit ? [limit(limiter, tell)] : []),
    ],
    attempt,
  )

  return {
    provider,
    send: (operation, input) => run(handler, operation, input),
    limits: () => limiter.state(),
  }
}

function contextOf(
  operation: Operation,
  { options: own = {} }: CallInput,
  options: KernelOptions,
  { url, headers, body }: PreparedRequest,
): CallContext {
  const milliseconds = (name: 'timeout' | 'deadline', standard: number): number => {
    const value = own[name] ?? options[name] ?? standard
    if (value > 0) return value
    throw new UsageError(
      `\`${name}\` must be a positive number of milliseconds or Infinity, but is ${value}.`,
    )
  }
  const deadlineOfCall = milliseconds('deadline', Infinity)
  return {
    operation,
    url,
    method: operation.method,
    headers,
    body,
    signal: own.signal,
    timeout: milliseconds('timeout', 60_000),
    deadline: deadlineOfCall,
    deadlineAt: performance.now() + deadlineOfCall,
    retry: retrySettings(options.retry, own.retry),
    attempts: [],
  }
}

/** A secret in a page is everybody's: told once for each client, and not at all to who knows what they do. */
function warnInPage(
  { provider, credentials }: ApiDefinition,
  options: KernelOptions & Record<string, unknown>,
): void {
  const used = credentials.find(({ option }) => typeof options[option] === 'string')
  if (!used || options.allowInPage || !isPage()) return
  console.warn(
    `@parlance/${provider}: \`${used.option}\` is a secret, and whoever opens this page can read it. Call the API from a server, or set \`allowInPage: true\` if this is what you want.`,
  )
}

/** The heart of the onion: sends one request and reads its reply. */
function sender({ credentials }: ApiDefinition, options: KernelOptions): Handler {
  const secret = ['authorization', 'cookie', ...credentials.map(({ name }) => name)]
  const secretInUrl = credentials.some((scheme) => scheme.in === 'query')
  // The global is looked up for each call, so that a replaced one (a test's interceptor) is seen.
  const fetch = followRedirects((url, init) => (options.fetch ?? globalThis.fetch)(url, init), secret)
  return async (call) => {
    const { url, method, headers, body = null, signal = null } = call
    try {
      const response = await fetch(url, { method, headers, body, signal })
      if (secretInUrl || call.operation.secretQuery) hideQuery(response)
      return await readReply(response, call)
    } catch (error) {
      if (error instanceof CallError || signal?.aborted) throw error
      throw new ConnectionError(summarize(call), error)
    }
  }
}

/** Responses end up in errors and logs, with their URL. */
function hideQuery(response: Response): void {
  Object.defineProperty(response, 'url', { value: response.url.replace(/\?.*/, '') })
}

function apiError(
  { requestIdHeader, errorMessage }: ApiDefinition,
  call: CallContext,
  { response, data }: Reply,
): ApiError {
  const { status, headers } = response
  return new ApiError(summarize(call), {
    status,
    body: data,
    response,
    message: errorMessage.map((pointer) => at(data, pointer)).find((text) => typeof text === 'string'),
    requestId: (requestIdHeader && headers.get(requestIdHeader)) || undefined,
    retryAfter: retryAfter(headers.get('retry-after')),
  })
}
