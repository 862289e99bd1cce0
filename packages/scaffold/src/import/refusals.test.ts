import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { bareRoot } from '../../test/bare.ts'
import { newProvider } from '../new-provider.ts'
import { openStage, type Stage, writeFiles } from '../stage.ts'

const fixtures = fileURLToPath(new URL('../../test/fixtures/', import.meta.url))

let root: Stage
beforeAll(() => void (root = bareRoot()))
afterAll(() => root[Symbol.dispose]())

describe('what cannot be imported is refused, and nothing is written:', () => {
  const start = 'openapi: 3.1.0\ninfo: { title: A, version: "1" }\nservers: [{ url: https://a.example }]\n'
  const ok = '{ responses: { "200": { description: ok } } }'
  const long31 = `${start}paths:\n  /a:\n    get: ${ok}\n`

  test.each([
    ['nothing', '', 'openapi.yaml is empty.'],
    ['bytes', 'a\0b', 'openapi.yaml is no text.'],
    ['a text', 'hello', 'openapi.yaml holds a string'],
    ['a list', '- a', 'openapi.yaml holds a list'],
    ['broken YAML', 'openapi: 3.1.0\ninfo:\n  title: [A\npaths: {}\n', /openapi\.yaml:\d:\d+: Flow sequence/],
    ['broken JSON', '{\n "openapi": "3.1.0",\n "info": {\n', /openapi\.yaml:\d:\d+: /],
    ['a key twice', 'openapi: 3.1.0\nopenapi: 3.0.0\n', 'openapi.yaml:2:1: Map keys must be unique'],
    ['Swagger 2.0', 'info: {}\nswagger: "2.0"\n', /openapi\.yaml:2: this is Swagger 2\.0.*Convert it first/],
    [
      'OpenAPI 3.2',
      'openapi: 3.2.0\n',
      /openapi\.yaml:1: this says OpenAPI 3\.2\.0, and imports take 3\.0 and 3\.1/,
    ],
    ['something else', 'a: 1\n', 'is neither an OpenAPI document'],
    [
      'Postman 1',
      '{ "id": "a", "requests": [] }',
      'is a Postman collection of version 1. Export it as version 2.1',
    ],
    [
      'no requests',
      '{ "info": { "name": "A", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" }, "item": [] }',
      'has no requests',
    ],
    ['no info', 'openapi: 3.1.0\npaths: { /a: {} }\n', 'openapi.yaml:1: the document has no "info"'],
    ['no paths', `${start}paths: {}\n`, 'openapi.yaml:4: the document has no paths'],
    [
      'no operation',
      `${start}paths: { /a: { trace: ${ok} } }\n`,
      /has no operation that clients can call:\n.*TRACE \/a/,
    ],
    [
      'no server',
      `openapi: 3.1.0\ninfo: { title: A, version: "1" }\npaths: { /a: { get: ${ok} } }\n`,
      'Give it: --server',
    ],
    ['a path outside', `${start}paths:\n  /../a: { get: ${ok} }\n`, 'openapi.yaml:5: "/../a" is no path.'],
    [
      'a dead reference',
      `${long31}  /b: { $ref: '#/components/pathItems/B' }\n`,
      'openapi.yaml:7: nothing is at #/components/pathItems/B',
    ],
    [
      'a file that is not there',
      `${long31}  /b: { $ref: b.yaml }\n`,
      'openapi.yaml:7: there is no file b.yaml',
    ],
    [
      'the network',
      `${long31}  /b: { $ref: 'https://a.example/b.yaml' }\n`,
      /openapi\.yaml:7: .* is on the network/,
    ],
    [
      'a file outside',
      `${long31}  /b: { $ref: /etc/passwd }\n`,
      /openapi\.yaml:7: .* leads out of the folder/,
    ],
    [
      'a hidden key',
      `${long31}  /b: { "__proto__": { get: ${ok} } }\n`,
      'openapi.yaml:7: no document needs the key __proto__',
    ],
    [
      'a circle',
      `${long31}components: { schemas: { A: { $ref: '#/components/schemas/B' }, B: { $ref: '#/components/schemas/A' } } }\n`,
      'components/schemas/A: its reference goes round in a circle',
    ],
    [
      'aliases without end',
      `a: &a [x, x, x, x, x, x, x, x, x, x]\nb: &b [${'*a, '.repeat(20)}]\nc: &c [${'*b, '.repeat(20)}]\nd: [${'*c, '.repeat(20)}]\n`,
      'cannot be read: Excessive alias count',
    ],
  ])('%s', async (_, content, message) => {
    const folder = openStage()
    onTestFinished(() => folder[Symbol.dispose]())
    const file = join(folder.folder, 'openapi.yaml')
    writeFileSync(file, content)
    await expect(newProvider(root.folder, { name: 'broken', from: file })).rejects.toThrow(message)
    expect(existsSync(join(root.folder, 'specs/broken'))).toBe(false)
    expect(existsSync(join(root.folder, 'packages/broken'))).toBe(false)
    expect(readdirSync(join(root.folder, '.changeset'))).not.toContain('broken.md')
  })

  test('a file of another that is broken is named with its line', async () => {
    const folder = openStage()
    onTestFinished(() => folder[Symbol.dispose]())
    writeFiles(folder.folder, {
      'openapi.yaml': `${long31}  /b: { $ref: b.yaml }\n`,
      'b.yaml': 'get:\n  a: [\n',
    })
    const from = join(folder.folder, 'openapi.yaml')
    await expect(newProvider(root.folder, { name: 'broken', from })).rejects.toThrow(/b\.yaml:\d+:\d+: /)
  })

  test('a file or folder that is no document', async () => {
    const from = (file: string) => newProvider(root.folder, { name: 'broken', from: file })
    await expect(from('/nowhere/openapi.yaml')).rejects.toThrow('There is no file /nowhere/openapi.yaml')
    await expect(from(fixtures)).rejects.toThrow('is no file')
  })
})
