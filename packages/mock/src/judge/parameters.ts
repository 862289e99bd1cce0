/** Parameters of path, query and headers: from text to values, and whether these are valid. */
import type { OpenApiDocument, ParameterObject } from '../document.ts'
import type { Check, Compilers } from './compile.ts'
import type { Question } from './question.ts'
import { shapeOf } from './shape.ts'
import { type Reader, readerOf, type Source, StyleError } from './styles.ts'
import type { Violation } from './violations.ts'

type Place = 'header' | 'query' | 'path'

/** In the order in which violations are told. Cookies are not validated. */
const places: readonly Place[] = ['header', 'query', 'path']

/** Validates the parameters of a request; `undefined` when there is nothing to validate. */
export function createParameterCheck(
  document: OpenApiDocument,
  parameters: readonly ParameterObject[],
  compilers: Compilers,
): ((question: Question) => readonly Violation[]) | undefined {
  const groups = places
    .map((place) => createGroup(document, place, parameters))
    .filter((group) => group !== undefined)
  if (groups.length === 0) return undefined
  const properties = Object.fromEntries(groups.map(({ place, schema }) => [place, schema]))
  const check: Check = compilers.coercing({ type: 'object', properties })
  return (question) => {
    const misspelt: Violation[] = []
    const values = Object.fromEntries(
      groups.map((group) => [group.place, valuesOf(group, question, misspelt)]),
    )
    const violations = check(values)
    return misspelt.length === 0 ? violations : [...misspelt, ...violations]
  }
}

interface Group {
  readonly place: Place
  readonly schema: object
  readonly readers: readonly (readonly [name: string, read: Reader])[]
}

function createGroup(
  document: OpenApiDocument,
  place: Place,
  parameters: readonly ParameterObject[],
): Group | undefined {
  const own = parameters.filter((parameter) => parameter.in === place)
  if (own.length === 0) return undefined
  return {
    place,
    schema: {
      type: 'object',
      properties: Object.fromEntries(own.map((parameter) => [nameOf(parameter), parameter.schema ?? {}])),
      required: own.filter(({ required }) => required === true).map(nameOf),
    },
    readers: own.map((parameter) => [nameOf(parameter), createReader(document, parameter)]),
  }
}

/** Header names are the same in any case, and Node gives them in lower case. */
function nameOf({ in: place, name }: ParameterObject): string {
  return place === 'header' ? name.toLowerCase() : name
}

function createReader(document: OpenApiDocument, parameter: ParameterObject): Reader {
  const { in: place, schema } = parameter
  const style = place === 'header' ? 'simple' : (parameter.style ?? (place === 'query' ? 'form' : 'simple'))
  const name = nameOf(parameter)
  const read = readerOf({
    name,
    style: place === 'query' && style === 'simple' ? 'form' : style,
    explode: parameter.explode ?? (style === 'form' || style === 'deepObject'),
    shape: shapeOf(document, schema),
  })
  // A request without "constructor" has none, whatever its objects inherit.
  return name in Object.prototype ? (source) => read(Object.assign(Object.create(null), source)) : read
}

function valuesOf(
  { place, readers }: Group,
  question: Question,
  misspelt: Violation[],
): Record<string, unknown> {
  const source = sourceOf(place, question)
  const values: [name: string, value: unknown][] = []
  for (const [name, read] of readers) {
    const value = readSafely(place, name, read, source, misspelt)
    // An empty text counts as none: `?limit=` is how a form sends a field that nobody filled in.
    if (value !== undefined && value !== '') values.push([name, value])
  }
  return Object.fromEntries(values)
}

function sourceOf(place: Place, { headers, query, params }: Question): Source {
  return place === 'header' ? headers : place === 'query' ? query : params
}

function readSafely(
  place: Place,
  name: string,
  read: Reader,
  source: Source,
  misspelt: Violation[],
): unknown {
  try {
    return read(source)
  } catch (error) {
    if (!(error instanceof StyleError)) throw error
    misspelt.push({ path: [place, name], message: error.message })
    // As it stands, so that it does not count as missing too.
    return source[name]
  }
}
