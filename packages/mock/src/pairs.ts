/** Which example answers which request: the one that was written for it. */
import {
  examplesOf,
  isObject,
  type MediaTypeObject,
  type OpenApiDocument,
  type RequestBodyObject,
  resolve,
  type ResponseObject,
} from './document.ts'
import { isJson } from './encode.ts'
import type { Received } from './exchange.ts'
import { nodeOf } from './node.ts'
import type { Operation } from './operation.ts'

/** The name of the example that belongs to a request, if there is one besides the usual. */
export type PairedExample = (request: Pick<Received, 'body' | 'params'>) => string | undefined

type Examples = ReadonlyMap<string, unknown>

const none: Examples = new Map()

/**
 * Reads which examples belong together. A body that holds all that the example of a request says is answered with the
 * example of the answer that has the same name, or the words of it that tell answers apart: `UserCreateBot` with `UserBot`.
 * A path that names the id of one example only is answered with that example.
 */
export function readPairs(document: OpenApiDocument, operation: Operation): PairedExample | undefined {
  const answers = answersOf(document, operation)
  if (answers.size < 2) return undefined
  const pairs = pairsOf(requestsOf(document, operation), answers)
  const [id] = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name).slice(-1)
  const names = id === undefined ? new Map<string, string>() : namesById(answers, id)
  if (pairs.length === 0 && names.size === 0) return undefined
  return ({ body, params }) => {
    const pair = body === undefined ? undefined : pairs.find(({ example }) => holds(body, example))
    return pair?.answer ?? names.get(params[id ?? '']?.toLowerCase() ?? '')
  }
}

function answersOf(document: OpenApiDocument, operation: Operation): Examples {
  const responses = Object.entries(nodeOf(document, operation).responses ?? {})
  const [, node] =
    responses.filter(([code]) => code.startsWith('2')).toSorted(([a], [b]) => (a < b ? -1 : 1))[0] ?? []
  return node ? jsonExamples(document, resolve<ResponseObject>(document, node).content) : none
}

function requestsOf(document: OpenApiDocument, operation: Operation): Examples {
  const { requestBody } = nodeOf(document, operation)
  return requestBody
    ? jsonExamples(document, resolve<RequestBodyObject>(document, requestBody).content)
    : none
}

function jsonExamples(document: OpenApiDocument, content: Record<string, MediaTypeObject> = {}): Examples {
  const [media] = Object.entries(content).flatMap(([type, one]) => (isJson(type) ? [one] : []))
  return media ? examplesOf(document, media) : none
}

/** The pairs of request and answer, those that say most first: a body may hold several examples. */
function pairsOf(requests: Examples, answers: Examples): { example: unknown; answer: string }[] {
  const names = [...answers.keys()]
  const telling = tellingWords(names)
  const pairs = [...requests].flatMap(([name, example]) => {
    const words = wordsOf(name).filter((word) => telling.has(word))
    const answer = answers.has(name) ? name : bestNamed(names, words)
    return answer === undefined || !isObject(example) ? [] : [{ example, answer }]
  })
  return pairs.toSorted((a, b) => JSON.stringify(b.example).length - JSON.stringify(a.example).length)
}

/** The words that tell some of the names from most of the others. */
function tellingWords(names: readonly string[]): Set<string> {
  const all = names.map(wordsOf)
  return new Set(
    all.flat().filter((word) => all.filter((words) => words.includes(word)).length <= names.length / 2),
  )
}

/** The shortest name that has all of the words. */
function bestNamed(names: readonly string[], words: readonly string[]): string | undefined {
  if (words.length === 0) return undefined
  const fitting = names.filter((name) => words.every((word) => wordsOf(name).includes(word)))
  return fitting.toSorted((a, b) => a.length - b.length)[0]
}

function wordsOf(name: string): string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? []).map((word) => word.toLowerCase())
}

/** The names of examples by id, in lower case. An id that several have, as stages of one thing, tells none of them. */
function namesById(answers: Examples, param: string): Map<string, string> {
  const ids = [...answers].map(([name, body]) => [idOf(body, param), name] as const)
  const known = ids.filter(([id]) => id !== undefined) as [string, string][]
  return new Map(known.filter(([id]) => known.filter(([other]) => other === id).length === 1))
}

/** The id of a resource, which may stand in an object of its own. */
function idOf(body: unknown, param: string): string | undefined {
  const values = isObject(body) ? Object.values(body) : []
  const resource = values.length === 1 && isObject(values[0]) ? values[0] : body
  if (!isObject(resource)) return undefined
  const id = ['id', '_id', param].map((key) => resource[key]).find((value) => value !== undefined)
  return typeof id === 'string' || typeof id === 'number' ? String(id).toLowerCase() : undefined
}

/** Whether a value has everything that another one has. */
function holds(value: unknown, part: unknown): boolean {
  if (Array.isArray(part)) {
    return (
      Array.isArray(value) &&
      value.length === part.length &&
      part.every((one, index) => holds(value[index], one))
    )
  }
  if (!isObject(part)) return value === part
  return isObject(value) && Object.entries(part).every(([key, one]) => holds(value[key], one))
}
