import { describe, expect, test } from 'vitest'
import { writeTree } from '../../test/files.ts'
import { type OpenApiDocument, resolve } from '../document.ts'
import { valueAt } from '../pointer.ts'
import { bundle } from './bundle.ts'
import { readSource } from './source.ts'

async function bundled(files: Record<string, string | object>) {
  await using tree = await writeTree(files)
  const seen = new Set<string>()
  const { document, inWords } = await bundle(await readSource(tree.at('openapi.yaml')), seen)
  const doc = document as OpenApiDocument & Record<string, unknown>
  return {
    /** What stands at a pointer, its reference followed. */
    at: (pointer: string): unknown => resolve(doc, valueAt(doc, pointer) as object),
    raw: (pointer: string): unknown => valueAt(doc, pointer),
    inWords,
    seen: [...seen].map((path) => path.slice(tree.root.length + 1)),
  }
}

const pet = { type: 'object', properties: { owner: { $ref: './people.yaml#/Person' } } }

describe('a document in several files', () => {
  test('refers to the same as before, from wherever', async () => {
    const { at, seen } = await bundled({
      'openapi.yaml': {
        paths: { '/pets': { $ref: 'paths/pets.yaml' } },
        components: { schemas: { Id: { type: 'integer' } } },
      },
      'paths/pets.yaml': { get: { responses: { 200: { $ref: '../parts/list.yaml' } } } },
      'parts/list.yaml': { content: { 'application/json': { schema: { $ref: './pet.yaml' } } } },
      'parts/pet.yaml': pet,
      'parts/people.yaml': {
        Person: { properties: { id: { $ref: '../openapi.yaml#/components/schemas/Id' } } },
      },
    })
    const path = '/components/x-files'
    expect(at('/paths/~1pets')).toEqual({ get: { responses: { 200: { $ref: `#${path}/1` } } } })
    expect(at(`${path}/1/content/application~1json/schema`)).toMatchObject({ type: 'object' })
    expect(at(`${path}/2/properties/owner`)).toEqual({
      properties: { id: { $ref: '#/components/schemas/Id' } },
    })
    expect(seen).toEqual(['paths/pets.yaml', 'parts/list.yaml', 'parts/pet.yaml', 'parts/people.yaml'])
  })

  test('may go round in circles', async () => {
    const { at } = await bundled({
      'openapi.yaml': { paths: {}, components: { schemas: { Node: { $ref: './node.yaml' } } } },
      'node.yaml': {
        properties: { next: { $ref: './node.yaml' }, all: { items: { $ref: '#/properties/next' } } },
      },
    })
    const next = { next: { $ref: '#/components/x-files/0' } }
    expect(at('/components/schemas/Node')).toMatchObject({ properties: next })
    expect(at('/components/x-files/0/properties/all/items')).toMatchObject({ properties: next })
  })

  test('may keep whole maps in files, with more beside them', async () => {
    const { at, raw } = await bundled({
      'openapi.yaml': {
        paths: { $ref: './paths/index.yaml', '/more': { get: {} } },
        components: { schemas: { $ref: './schemas.yaml' }, responses: { $ref: './responses.yaml' } },
      },
      'paths/index.yaml': { '/pets': { $ref: './pets.yaml' } },
      'paths/pets.yaml': { get: { operationId: 'list' } },
      'schemas.yaml': { Pet: pet, default: { $ref: '#/Pet' } },
      'responses.yaml': {
        404: { description: 'None.' },
        default: { content: { x: { schema: { $ref: './schemas.yaml#/Pet' } } } },
      },
      'people.yaml': { Person: { type: 'object' } },
    })
    expect(Object.keys(raw('/paths') as object)).toEqual(['/pets', '/more'])
    expect(at('/paths/~1pets')).toEqual({ get: { operationId: 'list' } })
    expect(at('/components/schemas/Pet/properties/owner')).toEqual({ type: 'object' })
    expect(at('/components/responses/default/content/x/schema')).toMatchObject({ type: 'object' })
  })

  test('may refer where OpenAPI has no references: to operations and to data', async () => {
    const { raw } = await bundled({
      'openapi.yaml': {
        paths: { '/pets': { get: { $ref: './list.yaml' }, parameters: [] } },
        components: { examples: { Rex: { value: { $ref: './rex.json' } } } },
      },
      'list.yaml': { operationId: 'list', responses: { 200: { $ref: './ok.yaml' } } },
      'ok.yaml': { description: 'Good.' },
      'rex.json': { name: 'Rex' },
    })
    expect(raw('/paths/~1pets/get/operationId')).toBe('list')
    expect(raw('/components/examples/Rex/value')).toEqual({ name: 'Rex' })
  })

  test('leaves data alone that only looks like a reference, and properties that are called like words', async () => {
    const example = { $ref: '#/components/nothing' }
    const properties = { example: { $ref: '#/components/schemas/Id' }, enum: { type: 'string' } }
    const schemas = { Id: {}, A: { example, enum: [{ $ref: 'x.yaml', y: 1 }], properties } }
    const { raw, at } = await bundled({ 'openapi.yaml': { components: { schemas } } })
    expect(raw('/components/schemas')).toEqual(schemas)
    expect(at('/components/schemas/A/properties/example')).toEqual({})
  })

  test('has its discriminators led to the same schemas', async () => {
    const mapping = { dog: './dog.yaml', cat: 'Cat', cow: '#/components/schemas/Cow' }
    const { raw } = await bundled({
      'openapi.yaml': {
        components: { schemas: { Cow: {}, Pet: { discriminator: { propertyName: 'x', mapping } } } },
      },
      'dog.yaml': {},
    })
    expect(raw('/components/schemas/Pet/discriminator/mapping')).toEqual({
      ...mapping,
      dog: '#/components/x-files/0',
    })
  })

  test('is spoken of by the names of its files', async () => {
    const { inWords } = await bundled({
      'openapi.yaml': { paths: { '/a': { $ref: './a.yaml' } } },
      'a.yaml': {},
    })
    expect(inWords('bad: #/components/x-files/0/get')).toBe('bad: a.yaml#/get')
  })
})

describe('a mistake is told with its place', () => {
  const withRef = (ref: string) => ({ 'openapi.yaml': `openapi: 3.1.0\npaths:\n  /a:\n    $ref: '${ref}'\n` })
  const where = 'openapi.yaml, line 4, column 11 (#/paths/~1a)'

  test.each([
    ['./a.yaml', `refers to a file that is of no use: "./a.yaml" at ${where}: `],
    [
      '#/path/~1b',
      `has a $ref that leads nowhere: "#/path/~1b" at ${where}. There is no "path". Did you mean "paths"?`,
    ],
    ['#a', `has a $ref that is not understood: "#a" at ${where}. Write it as a JSON Pointer`],
    [
      'https://example.com/a.yaml',
      `has a $ref that leads to the network: "https://example.com/a.yaml" at ${where}.`,
    ],
    ['file:///etc/passwd', `has a $ref that leads to the network: `],
  ])('$ref %s', async (ref, message) => {
    await expect(bundled(withRef(ref))).rejects.toThrow(message)
  })

  test('in a file that another one refers to', async () => {
    const files = {
      ...withRef('./a.yaml'),
      'a.yaml': 'get:\n  responses:\n    200: { $ref: ./b.yaml#/ok }\n',
    }
    await expect(bundled({ ...files, 'b.yaml': 'a: [' })).rejects.toThrow(
      /"\.\/b\.yaml#\/ok" at a\.yaml, line 3, column 18 \(#\/get\/responses\/200\): .*b\.yaml is not YAML: line 1, column 5: /,
    )
    await expect(bundled({ ...files, 'b.yaml': 'OK: {}' })).rejects.toThrow(
      'There is no "ok". Did you mean "OK"?',
    )
  })

  test('all files that were looked for are told, so that mending one can be noticed', async () => {
    await using tree = await writeTree({ 'openapi.yaml': { paths: { '/a': { $ref: './a.yaml' } } } })
    const seen = new Set<string>()
    await expect(bundle(await readSource(tree.at('openapi.yaml')), seen)).rejects.toThrow('does not exist')
    expect([...seen]).toEqual([tree.at('a.yaml')])
  })
})
