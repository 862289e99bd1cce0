import { listProviders, root } from '@parlance/compiler'
import { expect, test } from 'vitest'
import { redocly } from './process.ts'

/** The design's number; Redocly's own museum example has 86.5. */
const leastScore = 88

test.each(listProviders())(
  '%s is as easy to use as its API allows, by `redocly score`',
  async (name) => {
    const { output } = await redocly(
      'score',
      `${root}specs/${name}/openapi.yaml`,
      '--format',
      'json',
      '--config',
      `${root}redocly.yaml`,
    )
    const [, score] = /"agentReadiness":\s*([\d.]+)/.exec(output) ?? []
    expect(Number(score), output.slice(0, 500)).toBeGreaterThanOrEqual(leastScore)
  },
  30_000,
)
