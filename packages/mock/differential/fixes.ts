/**
 * Where the mock is meant to differ from Prism, and why. The differential tests accept no other difference, and no entry
 * that nothing needs.
 */
import { isDeepStrictEqual } from 'node:util'
import type { OpenApiDocument } from '../src/document.ts'
import { nodeOf } from '../src/node.ts'
import { isSameButForLinks, otherExamples } from './likeness.ts'
import { type Opinion, thrown } from './reference.ts'
import type { Sent } from './requests.ts'

/** A request that the mock and Prism answer differently. */
export interface Difference {
  readonly document: OpenApiDocument
  /** Where the mock stands in for the provider. */
  readonly origin: string
  readonly sent: Sent
  readonly ours: Opinion
  readonly theirs: Opinion
}

/** One reason to differ. */
export interface Fix {
  /** What the mock does. */
  readonly name: string
  /** What Prism does, and why that is no use to somebody who tests a client. */
  readonly reason: string
  readonly explains: (difference: Difference) => boolean
}

/** Requests that stock Prism never answers, so that it is not asked. */
export const hangs: readonly { readonly reason: string; readonly isMeant: (sent: Sent) => boolean }[] = [
  {
    reason: 'Prism waits for the end of a body that it has read already when the body is not JSON.',
    isMeant: ({ label }) => label === 'broken JSON',
  },
  {
    reason: 'Prism throws on a header that is a list and is not there, outside of what it catches.',
    isMeant: ({ operation }) => operation.path === '/parameters/X-Words',
  },
]

/** Differences between our judge and Prism's validators. */
export const judgeFixes: readonly Fix[] = [
  {
    name: 'a body of null, 0, false or "" is a body',
    reason:
      'Prism takes any falsy JSON value for a missing body: it does not validate an optional one, and of a required one it says that it is not there.',
    explains: ({ sent, ours, theirs }) => {
      const isMissed = theirs.status < 400 || theirs.violations.has('Body parameter is required')
      return ['null', '0', 'false', '""'].includes(sent.body ?? '') && ours.status >= 400 && isMissed
    },
  },
  {
    name: 'parameters keep the case of their names',
    reason:
      'Prism tells the names of parameters in lower case, which are not the names that a client has to send.',
    explains: ({ ours, theirs }) =>
      isDeepStrictEqual({ ...ours, violations: undefined }, { ...theirs, violations: undefined }) &&
      isDeepStrictEqual(lower(ours.violations), lower(theirs.violations)),
  },
  {
    name: 'a list in a query is spread unless the document says otherwise',
    reason:
      'OpenAPI says that `explode` is true for style `form`; Prism takes it for false and splits at commas.',
    explains: ({ sent }) => sent.operation.path === '/parameters/words',
  },
  {
    name: 'a blank separates the values of spaceDelimited',
    reason: 'Prism looks for a literal `%20` in the decoded text, which is never there.',
    explains: ({ sent }) => sent.operation.path === '/parameters/spaced',
  },
  {
    name: 'a deepObject that nobody sent is not there',
    reason: 'Prism makes an object without values of it, and misses its required fields.',
    explains: ({ sent, theirs }) =>
      sent.operation.path === '/parameters/deep' &&
      theirs.violations.has("query.deep must have required property 'x'"),
  },
  {
    name: 'a header that is a list may be missing',
    reason: 'Prism throws.',
    explains: ({ theirs }) => [...theirs.violations].some((text) => text.startsWith(thrown)),
  },
  {
    name: 'fields of forms are read by their types',
    reason:
      'Prism keeps the last text of a field that comes several times and does not parse JSON, so that a list or an object in a form can never be valid.',
    explains: ({ sent }) => sent.operation.path === '/forms/rich',
  },
  {
    name: 'what is read-only may be sent back',
    reason:
      'Prism takes a read-only property out of the schema, and then refuses it where nothing else is allowed.',
    explains: ({ theirs }) => theirs.violations.has("body must NOT have additional properties; found 'id'"),
  },
  {
    name: 'what is write-only is not answered',
    reason: 'Prism leaves it in the values that it makes from a schema.',
    explains: ({ sent, ours, theirs }) =>
      sent.operation.path === '/things' && ours.status === 201 && 'secret' in Object(theirs.body),
  },
  {
    name: 'a value made from a schema that comes back to itself keeps to the schema',
    reason: 'Prism ends the recursion with an empty object, whatever is required.',
    explains: ({ sent, ours, theirs }) =>
      sent.operation.path === '/trees' && ours.status === 200 && 'left' in Object(theirs.body),
  },
  {
    name: 'every UUID made from a schema is the same',
    reason: 'Prism derives it from the name of the property; one is as good as another.',
    explains: ({ sent, ours, theirs }) =>
      sent.operation.path === '/samples/uuid' && ours.status === theirs.status,
  },
  {
    name: 'a password may have colons',
    reason:
      'Prism wants exactly one colon in decoded Basic credentials; RFC 7617 forbids it in the user only.',
    explains: ({ sent, ours, theirs }) =>
      sent.label === `authorization Basic ${btoa('user:pass:word')}` &&
      ours.status < 300 &&
      theirs.status === 401,
  },
  {
    name: 'the name of a scheme of authentication has no case',
    reason: 'Prism takes `Bearer` only as it is written here; RFC 9110 says that case does not matter.',
    explains: ({ sent, ours, theirs }) =>
      sent.label === 'authorization bearer token' && ours.status < 300 && theirs.status === 401,
  },
]

/** Further differences between the mock and stock Prism. */
export const hostFixes: readonly Fix[] = [
  {
    name: 'errors that no operation declares have the shape of the provider',
    reason: 'Prism makes problem documents, which no client of the provider can read.',
    explains: ({ ours, theirs }) =>
      ours.status === theirs.status && theirs.headers['content-type'] === 'application/problem+json',
  },
  {
    name: 'a wrong media type is answered as the provider answers it everywhere',
    reason:
      'Prism looks at the operation only, and calls it a bad request where the operation declares no 415.',
    explains: ({ sent, ours, theirs }) =>
      sent.label === 'a body of another type' && [400, 415].includes(ours.status) && theirs.status >= 400,
  },
  {
    name: 'a body that nobody asked for is ignored',
    reason: 'Prism refuses it; servers do not look at it.',
    explains: ({ sent, ours }) => sent.label === 'a body that nobody asked for' && ours.status < 300,
  },
  {
    name: 'JSON is what says so, suffix or not',
    reason: 'Prism reads `application/json+merge-patch` as text, which is never an object.',
    explains: ({ sent, theirs }) =>
      sent.headers['content-type'] === 'application/json+merge-patch' &&
      theirs.violations.has('body must be object'),
  },
  {
    name: 'schemas are JSON Schema 2020-12',
    reason: 'Prism reads those of OpenAPI 3.1 as draft 7 and skips the keywords that came later.',
    explains: ({ sent, ours, theirs }) =>
      sent.operation.path === '/trees' && ours.status === 400 && theirs.status === 200,
  },
  {
    name: 'the example of a schema comes before its default',
    reason: 'It does for Prism too, unless it takes OpenAPI 3.1 for something older.',
    explains: ({ sent, ours, theirs }) =>
      sent.operation.path === '/samples/shown' && ours.status === theirs.status,
  },
  {
    name: 'credentials for somebody else do no harm where none are needed',
    reason: 'Prism answers 401 to an Authorization header on an operation that may be called without one.',
    explains: ({ sent, theirs }) => sent.operation.path === '/open' && theirs.status === 401,
  },
  {
    name: 'HEAD is answered as GET',
    reason: 'Prism answers 405 or 404.',
    explains: ({ sent, ours, theirs }) => sent.method === 'HEAD' && ours.status < 300 && theirs.status >= 404,
  },
  {
    name: 'a slash at the end changes nothing',
    reason: 'Prism knows no such path, or takes the last parameter for empty.',
    explains: ({ sent, ours, theirs }) =>
      sent.label === 'a slash at the end' && ours.status < 300 && theirs.status >= 400,
  },
  {
    name: 'filters of which one is required are required',
    reason: 'Prism does not know `x-required-parameters`, and a schema cannot say it.',
    explains: ({ ours, theirs }) =>
      theirs.status < 300 &&
      [...ours.violations].some((text) => text.startsWith('at least one of the query parameters')),
  },
  {
    name: 'a status that is no number is not found',
    reason: 'Prism calls the request invalid, as if it were one for the provider.',
    explains: ({ sent, ours, theirs }) =>
      sent.label.startsWith('prefer code=') && ours.status === 404 && theirs.status === 422,
  },
  {
    name: 'links lead to the mock',
    reason: 'In what Prism answers they lead to the provider, where a test must not go.',
    explains: ({ document, origin, ours, theirs }) =>
      ours.status === theirs.status && isSameButForLinks(origin, document, ours.body, theirs.body),
  },
  {
    name: 'lists have pages',
    reason: 'Prism answers every page with the same example, so that no list ever ends.',
    explains: ({ document, sent, ours, theirs }) =>
      'x-redoclyPagination' in nodeOf(document, sent.operation) &&
      ours.status === 200 &&
      theirs.status === 200,
  },
  {
    name: 'a request gets the example that was written for it',
    reason: 'Prism answers with the first.',
    explains: ({ document, origin, sent, ours, theirs }) =>
      ours.status === theirs.status &&
      otherExamples(document, sent.operation, ours.status).some((example) =>
        isSameButForLinks(origin, document, ours.body, example),
      ),
  },
  {
    name: 'tokens are tokens',
    reason: 'Prism answers with the token of the example, which says nothing to anybody and never expires.',
    explains: ({ document, sent, ours, theirs }) =>
      JSON.stringify(document.components?.securitySchemes).includes(`"${sent.operation.id}"`) &&
      ours.status === theirs.status,
  },
]

function lower(texts: ReadonlySet<string>): Set<string> {
  return new Set([...texts].map((text) => text.toLowerCase()))
}
