/** A broken promise, told so that anybody can see it happen again. */
import { clientProgram, type Model, operationsOf } from '@parlance/compiler'
import type { Exchange } from '../checks/index.ts'
import { type Case, type Draft, Raw, type Wire } from '../requests/draft.ts'

export interface Failure {
  readonly provider: string
  /** Name of the check that failed. */
  readonly check: string
  readonly problems: readonly string[]
  readonly exchange: Exchange
  readonly seed: number
  /** Where in the run it was, shrunk. */
  readonly path: string
  /** Whether the server keeps data. */
  readonly keepsState: boolean
}

/** A failure in words: what is wrong, the answer, and the request as curl and as client code. */
export function describeFailure(failure: Failure, model: Model, origin: string): string {
  const { provider, check, problems, exchange, seed, path, keepsState } = failure
  const { operation, kind, what, wire, answer } = exchange
  const replay = `npm run conformance -- --provider ${provider} --operation ${operation.id} --kind '${kind}' --seed ${seed} --path ${path}${keepsState ? ' --stateful' : ''}`
  return [
    `${provider}: ${operation.id} breaks "${check}" with a case of the kind "${kind}" (${what}).`,
    ...problems.map((problem) => `  ${problem}`),
    `Again: ${replay}`,
    `Answer: ${answer.status} ${answer.headers['content-type'] ?? ''} ${answer.body.slice(0, 300)}`.trimEnd(),
    curlOf(wire, origin),
    clientCode(exchange, model, origin) ?? 'A client cannot send this request.',
  ].join('\n')
}

/** Exactly this request, as a curl command. Credentials of the suite are no secret: every mock takes them. */
export function curlOf({ method, target, headers, body }: Wire, origin: string): string {
  const parts = [
    `curl -i -X ${method} --path-as-is ${quoted(origin + target)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`--data-binary ${quoted(body)}`]),
  ]
  return parts.join(' \\\n  ')
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

/** The same call through the client, where a client can make it. */
export function clientCode(
  { operation, draft, wire }: Case,
  model: Model,
  origin: string,
): string | undefined {
  const known = operationsOf(model).find(({ id }) => id === operation.id)
  if (!known || wire.method !== known.method || !canBeCalled(draft, known.body?.mediaType)) return undefined
  const { path, query, body } = draft
  const replaced = {
    ...known,
    args: known.args.map((arg) => Object.assign({}, arg, { example: path[arg.name] })),
    query: known.query
      .filter(({ name }) => name in query)
      .map((parameter) => Object.assign({}, parameter, { required: true, example: query[parameter.name] })),
    body: known.body && { ...known.body, example: body?.value, files: {} },
  }
  return clientProgram(model, replaced, origin.replace(`/${model.provider}`, ''))
}

function canBeCalled({ path, query, body }: Draft, mediaType: string | undefined): boolean {
  const values = [...Object.values(path), ...Object.values(query), body?.value]
  return !values.some((value) => value instanceof Raw) && (body === undefined || body.mediaType === mediaType)
}
