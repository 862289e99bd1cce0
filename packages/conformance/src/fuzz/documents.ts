/** OpenAPI documents as nobody writes them, and as nobody should have to fear. */
import type { Document } from '@parlance/compiler'
import * as fc from 'fast-check'
import { type Json, schemas } from './schemas.ts'
import { names, plainNames, texts } from './words.ts'

const evidence = { level: 'inferred', source: 'nobody' }

const componentNames = fc.uniqueArray(
  fc.oneof(
    fc.stringMatching(/^[A-Z][A-Za-z]{0,6}$/),
    plainNames,
    fc.constantFrom('Error', 'Record', 'Foo-Bar', 'a.b', '1st', 'InnerFoo', 'ApiError'),
  ),
  { minLength: 1, maxLength: 4 },
)

/** Whole documents. Wild ones contradict themselves and ask for what cannot be; the others can be obeyed. */
export function documents({ wild }: { wild: boolean }): fc.Arbitrary<Document> {
  return componentNames.chain((components) => {
    const schema = schemas({ components, wild })
    return fc
      .record({
        title: fc.oneof(
          fc.constant('Fuzz API'),
          texts.map((text) => `Fuzz ${text}`),
        ),
        description: texts,
        components: fc.tuple(...components.map((name) => schema.map((one) => [name, one] as const))),
        operations: fc.uniqueArray(operation(schema), {
          minLength: 1,
          maxLength: 4,
          selector: ({ id }) => id.toLowerCase(),
        }),
      })
      .map(({ title, description, components: all, operations }) => ({
        openapi: '3.1.0',
        info: { title, version: '1', description },
        servers: [{ url: 'https://fuzz.example/v1' }],
        paths: Object.fromEntries(operations.map(({ path, method, node }) => [path, { [method]: node }])),
        components: { schemas: Object.fromEntries(all) },
      })) as unknown as fc.Arbitrary<Document>
  })
}

interface Made {
  id: string
  path: string
  method: string
  node: Json
}

function operation(schema: fc.Arbitrary<Json>): fc.Arbitrary<Made> {
  const parameters = (...types: string[]) =>
    fc.uniqueArray(fc.tuple(names.filter(isParameterName), fc.constantFrom(...types)), {
      maxLength: 3,
      selector: ([name]) => name,
    })
  return fc
    .record({
      resource: plainNames,
      verb: plainNames,
      method: fc.constantFrom('get', 'post', 'put', 'delete', 'patch'),
      inPath: parameters('string', 'integer'),
      inQuery: parameters('string', 'integer', 'boolean', 'array'),
      description: texts,
      body: fc.option(schema),
      answer: fc.option(schema),
      status: fc.constantFrom('200', '201', '204'),
    })
    .map((parts) => {
      const id = `${parts.resource}.${parts.verb}`
      const path = `/${parts.resource}/${parts.verb}${parts.inPath.map(([name]) => `/{${name}}`).join('')}`
      const hasBody = parts.method !== 'get' && parts.body !== null
      const node = {
        operationId: id,
        description: parts.description,
        'x-evidence': evidence,
        parameters: [
          ...parts.inPath.map(([name, type]) => ({ name, in: 'path', required: true, schema: { type } })),
          ...parts.inQuery.map(([name, type]) => ({
            name,
            in: 'query',
            schema: { type },
            example: parts.description,
          })),
        ],
        ...(hasBody && { requestBody: { content: json(parts.body!) } }),
        responses: {
          [parts.status]: {
            description: 'Done.',
            ...(parts.status !== '204' && parts.answer !== null && { content: json(parts.answer) }),
          },
          422: { description: 'No.', content: json({ type: 'object' }) },
        },
      }
      return { id, path, method: parts.method, node }
    })
}

function json(schema: Json): Json {
  return { 'application/json': { schema } }
}

/** What could stand between braces at all. */
function isParameterName(name: string): boolean {
  return name.trim() !== '' && !/[{}/?#]/.test(name) && !name.includes('\0')
}

/** Documents in which one place holds something else, or nothing. */
export function brokenDocuments(): fc.Arbitrary<Document> {
  const others = fc.constantFrom<unknown>(
    null,
    5,
    '',
    'text',
    true,
    [],
    {},
    [null],
    { $ref: '#/nowhere' },
    { $ref: 5 },
    undefined,
  )
  return fc
    .tuple(documents({ wild: true }), fc.nat(), others)
    .map(([document, place, other]) => replaced(document, place, other))
}

/** A copy with the value at a place changed; `undefined` removes it. */
function replaced(document: Document, place: number, other: unknown): Document {
  const copy = structuredClone(document) as unknown as Json
  const places: [holder: Json, key: string][] = []
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    for (const [key, value] of Object.entries(node)) {
      places.push([node as Json, key])
      visit(value)
    }
  }
  visit(copy)
  const [holder, key] = places[place % places.length]!
  if (other === undefined) delete holder[key]
  else
    Object.defineProperty(holder, key, { value: other, enumerable: true, configurable: true, writable: true })
  // What is removed from a list leaves a hole, which no file has.
  return JSON.parse(JSON.stringify(copy)) as Document
}
