import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { goodSpec } from './cli.fixture.ts'

const here = import.meta.dirname
const config = join(here, '../../../redocly.yaml')
const cli = join(here, '../node_modules/@redocly/cli/bin/cli.js')
const folder = mkdtempSync(join(tmpdir(), 'spec-rules-'))

afterAll(() => rmSync(folder, { recursive: true }))

/** Writes the good spec with some files changed. */
function write(changes: Record<string, [from: string, to: string]> = {}) {
  for (const [name, text] of Object.entries(goodSpec)) {
    const [from, to] = changes[name] ?? ['', '']
    expect(text).toContain(from)
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text.replace(from, to))
  }
}

/** Runs what the lint script of every spec runs. */
function lint() {
  const apis = ['openapi.yaml', 'workflows/send.arazzo.yaml']
  const args = [cli, 'lint', ...apis, '--config', config, '--format', 'json']
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
  // One JSON document is printed per file that is linted.
  return { status, rules: Array.from(stdout.matchAll(/"ruleId": "(.+)"/g), ([, rule]) => rule) }
}

test('redocly.yaml names only rules that this Redocly has', () => {
  const args = [cli, 'check-config', '--config', config, '--lint-config', 'error']
  expect(spawnSync(process.execPath, args).status).toBe(0)
})

test('a spec in the house style passes', () => {
  write()
  expect(lint()).toEqual({ status: 0, rules: [] })
})

test('a fault in a path file fails', () => {
  write({ 'paths/parcels.yaml': ['x-retry-safety: unsafe', ''] })
  expect(lint()).toEqual({ status: 1, rules: ['parlance/retry-safety-declared'] })
})

test('a fault in a workflow fails', () => {
  write({
    'workflows/send.arazzo.yaml': [
      'operationId: parcels.create',
      'workflowId: nowhere\n        operationId: a',
    ],
  })
  expect(lint()).toEqual({ status: 1, rules: ['spec-step-mutually-exclusive-fields'] })
})

test('bundling keeps the error responses as components', () => {
  write()
  const bundle = join(folder, 'dist/openapi.json')
  const args = [cli, 'bundle', 'openapi.yaml', '--config', config, '--output', bundle]
  execFileSync(process.execPath, args, { cwd: folder, stdio: 'pipe' })
  const refusals = JSON.parse(readFileSync(bundle, 'utf8'))['x-error-responses']
  expect(refusals['405']).toEqual({ $ref: '#/components/responses/Refused' })
})
