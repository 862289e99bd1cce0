import type { IncomingHttpHeaders } from 'node:http'
import { credentialProblem, type Desk, scopesFor } from '../auth/desk.ts'
import type { TokenFlow } from '../auth/flow.ts'
import { listScopes } from '../auth/scopes.ts'
import { readBytes } from '../bytes.ts'
import { encode } from '../encode.ts'
import type { Arrived, Handler, Reply } from '../exchange.ts'
import { putAt } from '../pointer.ts'
import { headerText, refusalHeader, refuse } from '../refusal.ts'

/** No token request is longer. */
const longest = 64 * 1024

/** Answers at the token endpoint of OAuth 2.0 (RFC 6749 §4.4), which documents describe without a path of its own. */
export function tokenEndpoint(next: Handler<Arrived>, desk: Desk): Handler<Arrived> {
  const endpoints = new Map(desk.flows.flatMap((flow) => (flow.endpoint ? [[flow.endpoint, flow]] : [])))
  if (endpoints.size === 0) return next
  return (exchange) => {
    const flow = endpoints.get(exchange.path)
    const isOurs = flow !== undefined && !exchange.provider.routes.find('POST', exchange.path)
    return isOurs ? grant(exchange, desk, flow) : next(exchange)
  }
}

async function grant(exchange: Arrived, desk: Desk, flow: TokenFlow): Promise<Reply> {
  const { method, request, response } = exchange
  if (method !== 'POST') {
    return refuse(exchange, {
      status: 405,
      reason: 'tokens are asked for by POST',
      headers: { allow: 'POST' },
    })
  }
  const bytes = await readBytes(request, response, longest)
  if (bytes === 'too large') {
    return refuse(exchange, { status: [413, 400], reason: `the body is larger than ${longest} bytes` })
  }
  const form = await readForm(bytes, request.headers['content-type'])
  if (!form) return failure(400, 'invalid_request', 'the body must be a form, url-encoded or multipart')
  const type = form.get('grant_type')
  if (!type) return failure(400, 'invalid_request', 'the field grant_type is missing')
  if (type !== 'client_credentials') {
    return failure(400, 'unsupported_grant_type', `grant_type must be client_credentials, not ${type}`)
  }
  return issue(desk, flow, form, request.headers)
}

type Form = ReadonlyMap<string, string>

async function readForm(bytes: Buffer, type = ''): Promise<Form | undefined> {
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) return undefined
  try {
    const fields = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData()
    return new Map([...fields].map(([name, value]) => [name, typeof value === 'string' ? value : '']))
  } catch {
    return undefined
  }
}

function issue(desk: Desk, flow: TokenFlow, form: Form, headers: IncomingHttpHeaders): Reply {
  const shown = readBasic(headers.authorization) ?? [[form.get('client_id'), form.get('client_secret')]]
  const problems = shown.map(([id, secret]) => credentialProblem(desk, id, secret))
  if (!problems.includes(undefined)) return failure(401, 'invalid_client', problems[0] ?? '')
  const asked = listScopes(form.get('scope') ?? '')
  const scopes = asked.length === 0 ? flow.defaultScopes : scopesFor(flow, asked)
  if (typeof scopes === 'string') return failure(400, 'invalid_scope', `there is no scope ${scopes}`)
  const { token, grant } = desk.issuer.issue({
    flow,
    like: undefined,
    scopes,
    now: Date.now() + desk.visitOf(headers).skipped,
  })
  const body = { token_type: 'bearer', scope: grant.scopes.join(' ') }
  putAt(body, flow.token, token)
  if (flow.expiresIn !== undefined) putAt(body, flow.expiresIn, Math.ceil(desk.issuer.lifetimeOf(flow)))
  return { status: 200, headers: fresh, body: encode(body, type) }
}

/** Id and secret of HTTP Basic: form-encoded (RFC 6749 §2.3.1), or as they are, which is how many clients send them. */
function readBasic(authorization: string | undefined): string[][] | undefined {
  const [, encoded] = /^basic +(\S+)$/i.exec(authorization ?? '') ?? []
  if (encoded === undefined) return undefined
  const text = Buffer.from(encoded, 'base64').toString()
  const colon = text.indexOf(':')
  const plain = colon < 0 ? [] : [text.slice(0, colon), text.slice(colon + 1)]
  return [plain.map(decode), plain]
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

const type = 'application/json'
const fresh = { 'content-type': type, 'cache-control': 'no-store', pragma: 'no-cache' }

/** An error as RFC 6749 §5.2 has it. */
function failure(status: number, error: string, description: string): Reply {
  const challenge: Record<string, string> =
    status === 401 ? { 'www-authenticate': 'Basic realm="token"' } : {}
  return {
    status,
    headers: { ...fresh, ...challenge, [refusalHeader]: headerText(description) },
    body: encode({ error, error_description: description }, type),
  }
}
