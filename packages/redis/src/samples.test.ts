import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createMock, type Mock } from '@parlance/mock'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RedisServer, startRedis } from '../test/redis-server.ts'

const root = join(import.meta.dirname, '..')
const files = ['README.md', '../docs/guides/from-one-process-to-a-fleet.md']
const samples = files.flatMap((file) => {
  const blocks = readFileSync(join(root, file), 'utf8').matchAll(/^```js\n([\s\S]*?)^```$/gm)
  return [...blocks].map(([, code = ''], index) => [`${file} ${index + 1}`, code] as const)
})

/** Where samples are, so that they find what they import. */
const folder = mkdtempSync(join(root, '.samples-'))
let mock: Mock
let server: RedisServer

beforeAll(async () => {
  mock = await createMock()
  server = await startRedis()
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await server[Symbol.asyncDispose]()
  await mock.close()
})

const run = (file: string, env = {}) =>
  promisify(execFile)(process.execPath, [file], { cwd: root, env: { ...process.env, ...env } })

describe('every sample that needs Redis', () => {
  test('is found', () => expect(samples.length).toBeGreaterThan(4))

  test.each(samples)('%s runs', async (name, code) => {
    const file = join(folder, `${name.replaceAll(/\W+/g, '-')}.mjs`)
    writeFileSync(
      file,
      code.replaceAll('http://127.0.0.1:4010', mock.url).replaceAll('redis://127.0.0.1:6379', server.url),
    )
    expect((await run(file)).stderr).toBe('')
  })
})

test('the example counts the calls of all its processes', async () => {
  const env = { REDIS_URL: server.url, CHITCHATS_ORIGIN: `${mock.url}/chitchats` }
  const { stdout } = await run('examples/fleet.ts', env)
  expect(stdout.trim().split('\n')).toHaveLength(4)
  expect(stdout).toContain('200 of 2000')
})
