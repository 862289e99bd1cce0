/** Prism asked from inside, by the same question as our own judges. */
import type { IHttpRequest } from '@stoplight/prism-http'
import type { OpenApiDocument } from '../src/document.ts'
import { messageOf } from '../src/errors.ts'
import type { Question } from '../src/judge/question.ts'
import type { Operation } from '../src/operation.ts'
import { createPrism, type PrismOperation, readPrismOperations } from './prism.ts'

/** What Prism says to a question. */
export interface Opinion {
  /** Of the answer, or of the problem document that Prism makes up itself. */
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
  /** The violations of the request, in no order; none for a valid one. */
  readonly violations: ReadonlySet<string>
}

export type Reference = (operation: Operation, question: Question) => Promise<Opinion>

type Outcome = Awaited<ReturnType<ReturnType<ReturnType<typeof createPrism>['request']>>>

interface Finding {
  path?: readonly (string | number)[] | undefined
  code?: string | number | undefined
  message: string
  severity: number | string
}

const missing = 'credentials are missing'

/** What stands before the message when Prism has no opinion, but a bug. */
export const thrown = 'Prism throws: '

/** All operations of a document, read by Prism. */
export async function createReference(document: OpenApiDocument): Promise<Reference> {
  const prism = createPrism()
  const operations = await readPrismOperations(document)
  const known = new Map(operations.map((one) => [`${one.method.toUpperCase()} ${one.path}`, one]))
  return async (operation, question) => {
    const own = known.get(operation.key)!
    const { accept = '*/*', preference } = question
    const mock = {
      dynamic: false,
      mediaTypes:
        accept === '*/*' ? ['application/json', '*/*'] : accept.split(',').map((range) => range.trim()),
      ...(preference.code !== undefined && { code: preference.code }),
      ...(preference.example !== undefined && { exampleKey: preference.example }),
    }
    const settings = {
      isProxy: false,
      errors: false,
      upstreamProxy: undefined,
      validateResponse: false,
    } as const
    const config = { ...settings, validateRequest: true, checkSecurity: !isOptional(own), mock }
    try {
      return toOpinion(await prism.request(toInput(operation, question), [own], config)())
    } catch (error) {
      return {
        status: 500,
        headers: {},
        body: undefined,
        violations: new Set([`${thrown}${messageOf(error)}`]),
      }
    }
  }
}

/** Prism refuses credentials for something else where none are needed; the mock never did. */
function isOptional({ security }: PrismOperation): boolean {
  return (security ?? []).some((schemes) => schemes.length === 0)
}

function toInput({ path, method }: Operation, { params, query, headers, body }: Question): IHttpRequest {
  const filled = path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const length = body === undefined ? '0' : '1'
  const input = { url: { path: filled, query }, headers: { ...headers, 'content-length': length }, body }
  return { method: method as IHttpRequest['method'], ...input } as IHttpRequest
}

function toOpinion(outcome: Outcome): Opinion {
  if ('left' in outcome) {
    const error = outcome.left as Error & { status?: number; additional?: { validation?: Location[] } }
    const status = error.status ?? (error.message.includes('#NOT_ACCEPTABLE') ? 406 : 500)
    const validation = error.additional?.validation ?? []
    const findings = validation.map(({ location, message }) => ({ path: location, message, severity: 0 }))
    return { status, headers: {}, body: undefined, violations: textsOf(findings) }
  }
  const { output, validations } = outcome.right
  const headers = Object.entries(output.headers ?? {}).filter(([, value]) => value !== null)
  return {
    status: output.statusCode,
    headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), String(value)])),
    body: output.body,
    violations: textsOf(validations.input),
  }
}

interface Location {
  location?: string[]
  message: string
}

/** What stock Prism found, which it tells in a header. */
export function stockViolations(header: string | undefined): Set<string> {
  if (header === undefined) return new Set()
  const found = JSON.parse(header) as (Finding & { location: string[] })[]
  const ofRequest = found.filter(({ location }) => location[0] === 'request')
  return new Set(ofRequest.map((finding) => textOf({ ...finding, path: finding.location.slice(1) })))
}

/** Our own words for Prism's findings; warnings are none. */
function textsOf(findings: readonly Finding[]): Set<string> {
  return new Set(findings.filter(({ severity }) => severity === 0).map(textOf))
}

function textOf({ path = [], code, message }: Finding): string {
  if (code === 401) return missing
  const [place, ...rest] = path
  if (place === undefined) return message
  // "Request body property a.b must be string" says the place a second time, in more words.
  const kind = place === 'body' ? 'property' : 'parameter'
  const subject = `${place} ${rest.length > 0 ? `${kind} ${rest.join('.')} ` : ''}`
  const start = message.indexOf(subject)
  return `${path.join('.')} ${start < 0 ? message : message.slice(start + subject.length)}`
}

/** The violations that a refusal of our own names, in no order. */
export function violationsIn(refusal: string | undefined): Set<string> {
  // What was found is part of the violation.
  const texts = refusal?.split(/; (?!found )/) ?? []
  return new Set(texts.map((text) => (text.startsWith(missing) ? missing : text)))
}
