/** The responses that an operation declares, and which of them answers a request. */
import {
  examplesOf,
  type HeaderObject,
  isObject,
  type MediaTypeObject,
  type OpenApiDocument,
  type OperationObject,
  type Reference,
  resolve,
  type ResponseObject,
  type SchemaObject,
} from '../document.ts'
import { bestFor } from './accept.ts'

export interface Content {
  readonly mediaType: string
  readonly schema: unknown
  /** By name, in the order of the document. */
  readonly examples: ReadonlyMap<string, unknown>
}

export interface Declared {
  /** `200`, `4XX` or `default`. */
  readonly code: string
  readonly headers: Readonly<Record<string, HeaderObject>>
  readonly contents: readonly Content[]
}

/** A response that was chosen, down to the example. */
export interface Choice {
  readonly declared: Declared
  readonly status: number
  /** Nothing, for an answer without a body. */
  readonly content: Content | undefined
  /** The name of the example; nothing, for a value made from the schema. */
  readonly example: string | undefined
}

/** Why there is nothing to choose, and the status that says so. */
export interface NoChoice {
  readonly status: number
  readonly reason: string
}

/** What a client asks for. */
export interface Wish {
  readonly accept: string | undefined
  readonly code?: number | undefined
  readonly example?: string | undefined
  /** Whether the example is only a guess, so that another will do. */
  readonly isImplied?: boolean
  /** Whether examples are passed over for generated values. */
  readonly dynamic?: boolean
}

/** The responses of an operation, in the order of the document. */
export function readResponses(document: OpenApiDocument, { responses = {} }: OperationObject): Declared[] {
  return Object.entries(responses).map(([code, node]) => readResponse(document, code, node))
}

/** One response with everything that it refers to. */
export function readResponse(
  document: OpenApiDocument,
  code: string,
  node: ResponseObject | Reference,
): Declared {
  const { headers = {}, content = {} } = resolve<ResponseObject>(document, node)
  return {
    code,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, header]) => [name, resolve<HeaderObject>(document, header)]),
    ),
    contents: Object.entries(content).map(([mediaType, media]) => readContent(document, mediaType, media)),
  }
}

function readContent(document: OpenApiDocument, mediaType: string, media: MediaTypeObject): Content {
  const examples = examplesOf(document, media)
  if (examples.size > 0 || media.schema === undefined) return { mediaType, schema: media.schema, examples }
  // The schema's own example was not written for this response, but it is an example.
  const [first] = isObject(media.schema) ? (resolve<SchemaObject>(document, media.schema).examples ?? []) : []
  return {
    mediaType,
    schema: media.schema,
    examples: first === undefined ? examples : new Map([['default', first]]),
  }
}

/** What answers a valid request: the response asked for, else the lowest success. */
export function chooseForValid(all: readonly Declared[], wish: Wish): Choice | NoChoice {
  const { code } = wish
  if (code === undefined) return chooseSuccess(all, wish)
  const declared = findByStatus(all, code) ?? all.find((one) => one.code === 'default')
  if (!declared) return { status: 404, reason: `there is no response ${code}` }
  const choice = chooseContent(declared, code, wish)
  if (!('reason' in choice)) return choice
  const instead = chooseSuccess(all, wish)
  return 'reason' in instead ? choice : instead
}

function chooseSuccess(all: readonly Declared[], wish: Wish): Choice | NoChoice {
  const successes = all.filter(({ code }) => /^2(\d\d|XX)$/.test(code))
  const [lowest] = successes.toSorted((a, b) => (a.code < b.code ? -1 : 1))
  const declared = lowest ?? all.find(({ code }) => code === 'default') ?? all[0]
  if (!declared) return { status: 500, reason: 'the operation declares no response' }
  const status = declared.code === 'default' ? 200 : Number(declared.code.replace('XX', '00'))
  return chooseContent(declared, status, wish)
}

function chooseContent(declared: Declared, status: number, wish: Wish): Choice | NoChoice {
  const { contents } = declared
  const mediaTypes = contents.map(({ mediaType }) => mediaType)
  const best = bestFor(wish.accept, mediaTypes)
  const content = contents.find(({ mediaType }) => mediaType === best)
  if (!content) {
    if (contents.length === 0 || status === 204)
      return { declared, status, content: undefined, example: undefined }
    return {
      status: 406,
      reason: `accept: nothing here is ${wish.accept}; there is ${mediaTypes.join(', ')}`,
    }
  }
  const { example, isImplied = false, dynamic = false } = wish
  const isThere = example !== undefined && content.examples.has(example)
  if (isThere) return { declared, status, content, example }
  if (example !== undefined && !isImplied) {
    return { status: 404, reason: `no example "${example}" in ${content.mediaType} for ${status}` }
  }
  const [first] = content.examples.keys()
  const isGenerated = dynamic && content.schema !== undefined
  return { declared, status, content, example: isGenerated ? undefined : first }
}

/**
 * What answers a refused request: the first of the statuses that is declared, in the first media type that has an
 * example, whatever the client accepts. An example is heeded only when its status was asked for too.
 */
export function chooseForRefused(
  all: readonly Declared[],
  statuses: readonly number[],
  wish: Omit<Wish, 'accept'>,
): Choice | NoChoice | undefined {
  const exact = statuses.map((status) => ({ status, declared: findByStatus(all, status) }))
  const fallback = { status: statuses[0] ?? 400, declared: all.find(({ code }) => code === 'default') }
  const { status, declared } = [...exact, fallback].find((one) => one.declared) ?? fallback
  if (!declared) return undefined
  const content = declared.contents.find(({ examples }) => examples.size > 0)
  if (!content) {
    const schematic = declared.contents.find(({ schema }) => schema !== undefined)
    return { declared, status, content: schematic, example: undefined }
  }
  const [first] = content.examples.keys()
  const isAsked = wish.code !== undefined && statuses.includes(wish.code)
  const example = (isAsked ? wish.example : undefined) ?? first
  if (example !== undefined && content.examples.has(example)) return { declared, status, content, example }
  return { status: 404, reason: `no example "${example}" in ${content.mediaType} for ${status}` }
}

/** The response for a status, or for its range. */
export function findByStatus(all: readonly Declared[], status: number): Declared | undefined {
  const range = `${String(status).charAt(0)}XX`
  return all.find(({ code }) => code === String(status)) ?? all.find(({ code }) => code === range)
}
