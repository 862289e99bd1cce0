import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import { listProviders, root } from '@parlance/compiler'
import { expect, test } from 'vitest'

const redocly = createRequire(import.meta.url).resolve('@redocly/cli/bin/cli.js')

/** The design's number; Redocly's own museum example has 86.5. */
const leastScore = 88

test.each(listProviders())(
  '%s is as easy to use as its API allows, by `redocly score`',
  async (name) => {
    const args = [
      redocly,
      'score',
      `${root}specs/${name}/openapi.yaml`,
      '--format',
      'json',
      '--config',
      `${root}redocly.yaml`,
    ]
    const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, env, maxBuffer: 1e8 })
    const { agentReadiness } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as { agentReadiness: number }
    expect(agentReadiness).toBeGreaterThanOrEqual(leastScore)
  },
  30_000,
)
