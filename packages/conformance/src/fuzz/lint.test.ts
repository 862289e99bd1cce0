import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { corpus } from './corpus.ts'
import { brokenDocuments, documents } from './documents.ts'
import { lint } from './lint.ts'
import { patience, settingsFor } from './settings.ts'

test(
  'our rules judge any document, and say in which file and where',
  async () => {
    const { numRuns, seed } = settingsFor(40)
    const made = [
      ...corpus().map(({ document }) => document),
      ...fc.sample(documents({ wild: true }), { numRuns, seed }),
      ...fc.sample(brokenDocuments(), { numRuns: 2 * numRuns, seed }),
    ]
    const findings = await lint(made.filter((one) => !JSON.stringify(one).includes('"hasOwnProperty"')))
    // Redocly fails by itself on references that lead to each other.
    expect(findings.filter((one) => one === undefined).length).toBeLessThan(made.length / 4)
    const own = findings.flatMap((one) => one ?? []).filter(({ rule }) => rule.startsWith('parlance/'))
    expect(own.length).toBeGreaterThan(made.length)
    for (const { message, place } of own) {
      expect(place).toMatch(/\d+\.json.*(#\/|line \d)/s)
      expect(message).not.toMatch(/\[object Object\]/)
      expect(message.length).toBeGreaterThan(20)
    }
  },
  patience,
)
