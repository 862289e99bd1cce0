/** Runs every code sample of the references against a mock that keeps state: what a reader copies works. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  codeSamples,
  listProviders,
  type OperationModel,
  operationsOf,
  readProvider,
  sampleFiles,
} from '@parlance/compiler'
import { createMock, type Mock } from '@parlance/mock'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from './process.ts'
import { runInShell, runPrograms, type Statuses } from './run-samples.ts'

const folder = mkdtempSync(join(import.meta.dirname, '..', '.samples-'))
let mock: Mock

beforeAll(async () => {
  mock = await createMock({ rateLimit: false, stateful: true })
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await mock.close()
})

test('samples that fail are noticed', async () => {
  const own = mkdtempSync(join(folder, 'broken-'))
  const [wrong, thrown, shell] = ['wrong.ts', 'thrown.ts', 'wrong.sh'].map((file) => join(own, file))
  writeFileSync(wrong!, `await fetch('${mock.url}/nobody')\nexport {}\n`)
  writeFileSync(thrown!, `throw new Error('no')\n`)
  writeFileSync(shell!, `curl '${mock.url}/nobody' && false\n`)
  expect(await runPrograms([wrong!, thrown!], mock.url)).toEqual([
    { statuses: [404], output: '' },
    { statuses: [], output: 'Error: no' },
  ])
  expect(await runInShell([shell!], mock.url)).toEqual([{ statuses: [404], output: 'exit code 1' }])
})

describe.each(listProviders())('%s: every code sample of the reference', (name) => {
  const { document, model } = readProvider(name)
  const operations = operationsOf(model)
  const own = join(folder, name)
  const written = { curl: [] as string[], Client: [] as string[], fetch: [] as string[] }

  beforeAll(() => {
    mkdirSync(own)
    for (const operation of operations) {
      for (const { label, source } of codeSamples(model, operation, mock.url)) {
        const file = join(own, `${operation.id}.${label}.${label === 'curl' ? 'sh' : 'ts'}`)
        // `export {}` makes a module of a program that imports nothing.
        writeFileSync(file, label === 'fetch' ? `${source}export {}\n` : source)
        written[label].push(file)
      }
    }
    const options = { extends: '../../../../tsconfig.base.json', include: ['*.ts'] }
    writeFileSync(join(own, 'tsconfig.json'), JSON.stringify(options))
  })

  /** The statuses by which the spec says that an operation succeeds. */
  function successesOf({ path, method }: OperationModel): number[] {
    const { responses } = document.paths[path]![method.toLowerCase() as 'get']!
    return Object.keys(responses)
      .filter((status) => status.startsWith('2'))
      .map(Number)
  }

  /** Samples that did not end with a documented success, and what happened instead. */
  function failures(outcomes: Statuses[]): string[] {
    return operations.flatMap((operation, index) => {
      const { statuses, output } = outcomes[index]!
      const documented = successesOf(operation)
      const succeeded = statuses.length > 0 && statuses.every((status) => documented.includes(status))
      return succeeded && output === '' ? [] : [`${operation.id}: ${statuses.join(', ')} ${output}`]
    })
  }

  test('compiles', async () => {
    const { code, output } = await run('tsc', '--project', own)
    expect(output).toBe('')
    expect(code).toBe(0)
  }, 60_000)

  test('runs through the client', async () => {
    expect(failures(await runPrograms(written.Client, mock.url))).toEqual([])
  }, 60_000)

  test('runs with plain fetch', async () => {
    expect(failures(await runPrograms(written.fetch, mock.url))).toEqual([])
  }, 60_000)

  test('runs with curl', async () => {
    for (const [file, content] of operations.flatMap((operation) => sampleFiles(operation)))
      writeFileSync(join(own, file), content)
    expect(failures(await runInShell(written.curl, mock.url))).toEqual([])
  }, 60_000)
})
