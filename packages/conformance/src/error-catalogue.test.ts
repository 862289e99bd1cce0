/** Runs every sample of the error catalogue against the mock, and compares what it says of retries with the clients. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  errorCatalogue,
  errorCheckProgram,
  errorCommand,
  listProviders,
  operationsOf,
  readProvider,
  resends,
  sampleFiles,
} from '@parlance/compiler'
import { createMock, type Mock } from '@parlance/mock'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clientOf } from './client.ts'
import { run } from './process.ts'
import { runCommands } from './run-commands.ts'
import { runPrograms } from './run-samples.ts'

const folder = mkdtempSync(join(import.meta.dirname, '..', '.samples-'))
let mock: Mock

beforeAll(async () => {
  mock = await createMock({ rateLimit: false, stateful: true })
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await mock.close()
})

describe.each(listProviders())('%s: the error catalogue', (name) => {
  const { model } = readProvider(name)
  const entries = errorCatalogue(model)
  const own = join(folder, name)
  beforeAll(() => void mkdirSync(own))

  test('every example can be asked for with curl, and is what the mock sends', async () => {
    for (const [file, content] of operationsOf(model).flatMap((operation) => sampleFiles(operation)))
      writeFileSync(join(own, file), content)
    const asked = entries.flatMap(({ status, examples }) =>
      examples.flatMap((example) => {
        const command = errorCommand(model, example, mock.url)
        return command === undefined ? [] : [{ status, ...example, command }]
      }),
    )
    const answers = await runCommands(
      asked.map(({ command }) => command),
      own,
    )
    const got = answers.map(({ status, body }) => ({ status, value: parsed(body) }))
    expect(got).toEqual(asked.map(({ status, value }) => ({ status, value })))
  }, 60_000)

  test('every status can be met with the client, by a program that compiles', async () => {
    const programs = entries.flatMap((entry) => {
      const source = errorCheckProgram(model, entry, mock.url)
      if (source === undefined) return []
      const file = join(own, `${entry.status}.ts`)
      writeFileSync(file, source)
      return [{ file, status: entry.status }]
    })
    writeFileSync(
      join(own, 'tsconfig.json'),
      JSON.stringify({ extends: '../../../../tsconfig.base.json', include: ['*.ts'] }),
    )
    expect((await run('tsc', '--project', own)).output).toBe('')
    const outcomes = await runPrograms(
      programs.map(({ file }) => file),
      mock.url,
    )
    expect(outcomes).toEqual(programs.map(({ status }) => ({ statuses: [status], output: '' })))
    expect(programs.map(({ status }) => status)).toEqual(entries.map(({ status }) => status))
  }, 60_000)

  test('the client sends again what the catalogue says, and nothing else', async () => {
    const wrong: string[] = []
    for (const operation of operationsOf(model)) {
      for (const { status } of entries) {
        let sent = 0
        const fetch = () => {
          sent += 1
          return Promise.resolve(new Response('{}', { status }))
        }
        const client = await clientOf(model, mock.url, { fetch, retry: { attempts: 2, baseDelay: 0 } })
        await client.call(operation).safe()
        if (sent > 1 !== resends(status, operation))
          wrong.push(`${operation.id} ${status}: sent ${sent} times`)
      }
    }
    expect(wrong).toEqual([])
  }, 60_000)
})

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
