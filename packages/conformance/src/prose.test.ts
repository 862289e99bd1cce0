/** What READMEs and guides show besides programs: shell commands run, and JSON is what the provider sends. */
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { listProviders, mockOrigin, readProvider, root } from '@parlance/compiler'
import { createMock, type Mock } from '@parlance/mock'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { flatten } from './generate/schema.ts'
import { at } from './pointer.ts'
import { runInShell } from './run-samples.ts'
import { readBlocks } from './samples.ts'
import { createValidator } from './validator.ts'

const files = globSync(
  ['README.md', 'packages/*/README.md', 'packages/docs/guides/*.md', 'specs/*/guides/*.md'],
  {
    cwd: root,
  },
)
const blocks = (language: string) => files.flatMap((file) => readBlocks(join(root, file), file, language))

describe('commands', () => {
  const folder = mkdtempSync(join(import.meta.dirname, '..', '.samples-'))
  let mock: Mock
  beforeAll(async () => void (mock = await createMock({ rateLimit: false, stateful: true })))
  afterAll(async () => {
    rmSync(folder, { recursive: true })
    await mock.close()
  })

  // A command goes on in the next line behind a backslash.
  const commands = blocks('sh').flatMap(({ place, code }) =>
    code
      .split(/(?<!\\)\n/)
      .filter((command) => command.startsWith('curl ') && command.includes(mockOrigin))
      .map((command) => [place, command] as const),
  )

  test('there are commands to run', () => expect(commands.length).toBeGreaterThan(0))

  test.each(commands)('the curl command at %s succeeds against the mock: %s', async (_, command) => {
    const file = join(folder, `command-${commands.findIndex(([, one]) => one === command)}.sh`)
    writeFileSync(file, command.replaceAll(mockOrigin, mock.url))
    const [outcome] = await runInShell([file], mock.url)
    expect(outcome!.output).toBe('')
    expect(outcome!.statuses.length).toBeGreaterThan(0)
    for (const status of outcome!.statuses) expect(status).toBeLessThan(400)
  })
})

const documented = listProviders().flatMap((name) =>
  blocks('json')
    .filter(({ place }) => place.startsWith(`specs/${name}/`))
    .map(({ place, code }) => [place, name, code] as const),
)

test.each(documented)('the JSON at %s is what %s sends or takes', (_, name, code) => {
  const { document, model } = readProvider(name)
  const validator = createValidator(document)
  const schemas = Object.keys(document.components?.schemas ?? {})
  const value = JSON.parse(code) as object | object[]
  for (const one of [value].flat()) {
    // A schema that only allows what it does not know would prove nothing.
    const fitting = schemas.filter(
      (schema) =>
        Object.keys(one).every((key) => propertiesOf(document, schema).has(key)) &&
        validator.problems(`/components/schemas/${schema}`, one).length === 0,
    )
    // The answer of an OAuth 2.0 endpoint stands in no schema, only in how tokens are made.
    const isToken = model.credentials.some(({ flow }) => at(one, String(flow?.kernel['token'])) !== undefined)
    expect(isToken || fitting.length > 0, JSON.stringify(one)).toBe(true)
  }
})

function propertiesOf(document: unknown, schema: string): Set<string> {
  const flat = flatten(document, { $ref: `#/components/schemas/${schema}` })
  return new Set(flat ? Object.keys((flat.node['properties'] ?? {}) as object) : [])
}
