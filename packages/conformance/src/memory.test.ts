/** What a mock with state is told, it keeps, as every provider's document has it. */
import { listProviders } from '@parlance/compiler'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { statements } from './memory/index.ts'
import { propertiesOf, recordIn } from './requests/records.ts'
import { type OpenScene, openScene, shipped } from './memory/scene.ts'
import type { ContractOperation } from './requests/contract.ts'
import { settingsOf } from './suite/settings.ts'
import { countRequest, emptyTally, newReport, writeReport } from './suite/tally.ts'

const settings = settingsOf()
const report = newReport('memory', 'What a mock with state remembers', statements, settings)
afterAll(() => writeReport(report))

describe.each(listProviders())('%s', (name) => {
  const stock = shipped(name)
  const tally = (report.providers[name] = emptyTally(Object.keys(stock.document.paths).length, statements))
  let scene: OpenScene
  beforeAll(async () => {
    scene = await openScene(stock, settings, (enter) => () => {
      const visit = enter()
      return {
        ...visit,
        async ask(operation, draft) {
          const answer = await visit.ask(operation, draft)
          countRequest(tally, 'request', answer.status)
          return answer
        },
      }
    })
    tally.operations = scene.operations.length
  })
  afterAll(() => scene[Symbol.asyncDispose]())

  test.each(statements.map((statement) => [statement.name, statement.promises, statement] as const))(
    '%s: %s',
    async (_, __, statement) => {
      const finding = await statement.try(scene)
      if (!finding) return
      tally.checks[statement.name] = { tried: finding.tried, violations: finding.problems.length }
      expect(finding.problems.join('\n\n')).toBe('')
      expect(finding.tried).toBeGreaterThan(0)
    },
    60_000 + settings.runs * 5000,
  )

  test('every excuse names operations and fields that there are, and its reason', () => {
    for (const { operations = [], fields = [], reason } of stock.excuses) {
      expect(reason).toMatch(/\.$/)
      expect(scene.operations.map(({ id }) => id)).toEqual(expect.arrayContaining([...operations]))
      const known = new Set(scene.lives.flatMap(({ read }) => fieldsOf(scene, read)))
      expect(fields.filter((field) => !known.has(field))).toEqual([])
    }
  })
})

test('every statement concerns every provider that has something of the kind', () => {
  for (const { name } of statements) {
    const tried = Object.values(report.providers).map(({ checks }) => checks[name]!.tried)
    expect(Math.max(...tried), name).toBeGreaterThan(0)
  }
})

/** What an operation shows of a record. */
function fieldsOf({ document }: OpenScene, read: ContractOperation): string[] {
  const record = recordIn(document, read)
  return record ? [...propertiesOf(document, record.schema).keys()] : []
}
