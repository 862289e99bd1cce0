import { describe, expect, test } from 'vitest'
import type { Document, RateLimit } from '../document.ts'
import { readModel } from '../read/model.ts'
import { acme } from '../testing.ts'
import { emitSource } from './index.ts'
import { emitReadme } from './readme.ts'
import { emitReport } from './report.ts'

const repeats: RateLimit = {
  name: 'repeats',
  requests: 8,
  window: 180,
  scope: ['bot', 'parcel'],
  counts: 'identical',
  key: ['body:/id'],
  callers: 'bot users',
  clientOption: 'bot',
  evidence: { level: 'inferred', source: 'Acme forum' },
}
const inRow: RateLimit = {
  ...repeats,
  name: 'inRow',
  requests: 20,
  counts: 'consecutive',
  resetBy: 'an answer of the recipient',
}

/** Acme with limits of two of its operations, of which `repeats` is shared. */
function acmeWithLimits(): Document {
  const document = acme()
  document.paths['/accounts/{account_id}/parcels']!.post!['x-rate-limits'] = [repeats, inRow]
  document.paths['/accounts/{account_id}/parcels/{depot}/{parcel_id}']!.delete!['x-rate-limits'] = [
    {
      ...repeats,
      key: ['path:account_id', 'path:parcel_id'],
      evidence: { level: 'official', source: 'Acme guide' },
    },
  ]
  return document
}

const model = readModel('acme', acmeWithLimits())
const files = await emitSource(model, acmeWithLimits())

describe('limits of operations', () => {
  test('are kept by the kernel, each once', () => {
    expect(files['kernel.ts']).toContain(`  gate: /* @__PURE__ */ limitOperations([
    {
      name: 'repeats',
      requests: 8,
      window: 180,
      counts: 'identical',
      option: 'bot',
    },
    {
      name: 'inRow',`)
    expect(files['kernel.ts']!.match(/name: 'repeats'/g)).toHaveLength(1)
  })

  test('have their key where each operation has it, without what is the same for all calls', () => {
    expect(files['operations/parcels.ts']).toContain(
      "  limits: { repeats: ['body:/id'], inRow: ['body:/id'] },\n",
    )
    expect(files['operations/parcels.ts']).toContain("  limits: { repeats: ['path:parcel_id'] },\n")
  })

  test('of certain callers have an option by which one says to be one', () => {
    expect(files['kernel.ts']).toContain(
      '   * Whether the limits on bot users concern you: `repeats` (8 identical in 180 s) and `inRow` (20 in a row in 180 s). The client keeps to them only if this is `true`.\n   *\n   * @default false\n   */\n  bot?: boolean | undefined\n',
    )
  })

  test('can be reset by name where somebody else may end a count', () => {
    expect(files['client.ts']).toContain("    reset(name: 'inRow', ...key: string[]): void\n")
    expect(files['client.ts']).toContain('`inRow` by an answer of the recipient.')
    expect(files['client.ts']).toContain("    limits: limitsOf(kernel) as AcmeParcels['limits'],\n")
  })

  test('are told by TSDoc, README and report, as they are known best', () => {
    expect(files['client.ts']).toContain(
      '@throws {LimitError} when there would be no room for too long in `repeats` (8 identical in 180 s for each `/id` of the body, for bot users only) or `inRow`',
    )
    const readme = emitReadme(model)
    expect(readme).toMatch(
      /\| repeats +\| 8 identical in 180 s +\| bot and parcel +\| bot users +\| official +\|/,
    )
    expect(readme).toMatch(/\| inRow +\| 20 in a row in 180 s +\|.*\| inferred +\|/)
    expect(readme).toContain('for `repeats` or `inRow` fails at once with a `LimitError`')
    const report = emitReport(model)
    expect(report).toContain('Client options: `accountId`, `apiKey`, `bot`.')
    expect(report).toContain('; errors 400; limit `repeats`; limit `inRow`\n')
  })
})

test('a provider without such limits has nothing of them', async () => {
  const plain = await emitSource(readModel('acme', acme()), acme())
  expect(Object.values(plain).join('')).not.toMatch(/limitOperations|reset\(|LimitError when/)
  expect(plain['client.ts']).toContain('  limits(): LimiterState\n')
  expect(emitReadme(readModel('acme', acme()))).not.toContain('LimitError')
})
