/** What every call promises, from the arguments to the data. */
import { isDeepStrictEqual } from 'node:util'
import { unless } from '../checks/check.ts'
import { at, pointerTo } from '../pointer.ts'
import { responseAt } from '../requests/contract.ts'
import { isJson } from '../requests/media.ts'
import type { Material } from '../requests/valid.ts'
import { write } from '../requests/write.ts'
import type { Trip } from './trip.ts'

/** What trips are judged by. */
export interface TripContext extends Material {
  /** Headers that carry the client's credentials. */
  readonly credentials: Readonly<Record<string, string>>
  /** Path in front of the provider's own, `/chatti`. */
  readonly prefix: string
}

/** One promise about calls. */
export interface TripCheck {
  readonly name: string
  readonly promises: string
  /** What is wrong; `undefined` when there is nothing to look at. */
  problems(
    trip: Trip,
    context: TripContext,
  ): readonly string[] | undefined | Promise<readonly string[] | undefined>
}

const sentOnce: TripCheck = {
  name: 'sent once',
  promises: 'A call that nothing goes wrong with is one request.',
  problems: ({ sent }) => unless(sent.length === 1, () => `${sent.length} requests were sent.`),
}

const addressed: TripCheck = {
  name: 'address as written by the contract',
  promises: 'Method, path and query are what the contract makes of the arguments.',
  problems({ sent: [first], contract, draft, operation }, { prefix }) {
    if (!first) return undefined
    const wire = write(contract, draft, {})
    const wanted = new URL(prefix + wire.target, first.url)
    const path = (url: URL) => url.pathname.split('/').map(decodeURIComponent)
    const query = (url: URL) => [...url.searchParams].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    const isSamePath = isDeepStrictEqual(path(first.url), path(wanted))
    const isSameQuery = isDeepStrictEqual(query(first.url), query(wanted))
    return [
      ...unless(first.method === operation.method, () => `It was sent as ${first.method}.`),
      ...unless(isSamePath, () => `It went to ${first.url.pathname} instead of ${wanted.pathname}.`),
      ...unless(isSameQuery, () => `Its query is "${first.url.search}" instead of "${wanted.search}".`),
    ]
  },
}

const bodySent: TripCheck = {
  name: 'body as given',
  promises: 'What is sent as body says what was given, is of a declared media type, and of its schema.',
  async problems({ sent: [first], contract, draft }, { validator }) {
    if (!first || contract.bodies.length === 0) return undefined
    const { body } = draft
    if (!body) return unless(first.body === null, () => 'A body was sent though none was given.')
    const declared = contract.bodies.find(({ mediaType }) => mediaType === body.mediaType)!
    const given = JSON.parse(JSON.stringify(body.value)) as unknown
    if (isJson(body.mediaType)) {
      const type = first.headers.get('content-type')?.split(';')[0]
      const sent = JSON.parse(String(first.body)) as unknown
      return [
        ...unless(type === body.mediaType, () => `It was sent as ${type}.`),
        ...unless(
          isDeepStrictEqual(sent, given),
          () => `It was sent as ${String(first.body).slice(0, 300)}.`,
        ),
        ...validator.problems(declared.pointer, sent),
      ]
    }
    const form = await new Response(first.body as BodyInit, {
      headers: formHeaders(first.headers),
    }).formData()
    const fields = await Promise.all([...form].map(async ([name, one]) => [name, await textOf(one)] as const))
    const wanted = Object.entries(given as object).flatMap(([name, one]) =>
      [one as unknown]
        .flat()
        .map((item) => [name, typeof item === 'string' ? item : JSON.stringify(item)] as const),
    )
    return unless(
      isDeepStrictEqual(fields, wanted),
      () => `The form was ${JSON.stringify(fields).slice(0, 300)}.`,
    )
  },
}

/** Only a form that is text already says its boundary. */
function formHeaders(headers: Headers): Record<string, string> {
  const type = headers.get('content-type')
  return type === null ? {} : { 'content-type': type }
}

async function textOf(entry: File | string): Promise<string> {
  return typeof entry === 'string' ? entry : entry.text()
}

const credentialsSent: TripCheck = {
  name: 'credentials where they belong',
  promises: 'Every call that needs credentials carries them as the contract says, and no other does.',
  problems({ sent: [first], contract }, { credentials }) {
    if (!first) return undefined
    return Object.entries(credentials).flatMap(([name, value]) => {
      const carried = first.headers.get(name)
      if (contract.isAnonymous) return unless(carried === null, () => `The header ${name} was sent.`)
      return unless(
        carried === value,
        () => `The header ${name} is ${carried === null ? 'missing' : 'another'}.`,
      )
    })
  },
}

const succeeded: TripCheck = {
  name: 'success arrives as data',
  promises:
    'A call that succeeds does not throw, and its data is what the answer says, of the declared schema.',
  problems({ plan, outcome, contract }, context) {
    const { error, data, response } = outcome
    if (plan === 'kept' ? error?.kind === 'api' : typeof plan === 'number' && plan >= 400) return undefined
    if (error || !response) return [error?.message ?? 'There is no response.']
    return typed(contract, response, data, context)
  },
}

const failed: TripCheck = {
  name: 'declared error arrives typed',
  promises:
    'Every declared error status is an ApiError of that status, with the body of the declared schema.',
  problems({ plan, outcome, contract, operation }, context) {
    const { error, response } = outcome
    const status = plan === 'kept' && error ? response?.status : plan
    if (typeof status !== 'number' || status < 400) return undefined
    if (!error || !response) return [`It did not fail, though the answer was a ${status}.`]
    return [
      ...unless(error.kind === 'api', () => `It failed as "${error.kind}": ${error.message}`),
      ...unless(error.status === status, () => `The error says ${error.status} instead of ${status}.`),
      ...unless(error.operation === operation.id, () => `The error says that it is of ${error.operation}.`),
      ...typed(contract, response, error.body, context),
    ]
  },
}

/** What is wrong with decoded data under the schema of its response. */
function typed(
  contract: Trip['contract'],
  { status, headers }: Response,
  data: unknown,
  { document, validator }: Material,
): string[] {
  const pointer = responseAt(document, contract, status)
  if (pointer === undefined) return [`${status} is not declared.`]
  const { content = {} } = at(document, pointer) as { content?: object }
  const type = headers.get('content-type')?.split(';')[0]
  if (type === undefined || Object.keys(content).length === 0 || contract.method === 'HEAD')
    return unless(data === undefined, () => 'There is data though no body is declared.')
  if (isJson(type)) return validator.problems(`${pointer}/content${pointerTo(type)}/schema`, data)
  return unless(
    typeof data === 'string' || data instanceof Blob,
    () => `The data of ${type} is neither text nor a file.`,
  )
}

/** What every call promises. */
export const tripChecks: readonly TripCheck[] = [
  sentOnce,
  addressed,
  bodySent,
  credentialsSent,
  succeeded,
  failed,
]
