import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mockOrigin, root } from '@parlance/compiler'
import { createMock, type Mock } from '@parlance/mock'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from './process.ts'
import { readSamples, type Sample } from './samples.ts'

const files = globSync(
  [
    'README.md',
    'CONTRIBUTING.md',
    'packages/*/README.md',
    'packages/docs/guides/*.md',
    'specs/*/guides/*.md',
  ],
  { cwd: root },
)
const samples = files.flatMap((file) => readSamples(join(root, file), file))

describe('every sample in READMEs and guides', () => {
  const folder = mkdtempSync(join(import.meta.dirname, '..', '.samples-'))
  let mock: Mock

  beforeAll(async () => {
    mock = await createMock({ rateLimit: false, stateful: true })
    samples.forEach((sample, index) => writeFileSync(fileOf(sample, index), atMock(sample)))
    const options = { extends: '../../../tsconfig.base.json', include: ['*.ts'] }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(options))
  })
  afterAll(async () => {
    rmSync(folder, { recursive: true })
    await mock.close()
  })

  const isSuite = ({ code }: Sample) => code.includes("from 'vitest'")
  const fileOf = (sample: Sample, index: number) =>
    join(folder, `sample-${index}${isSuite(sample) ? '.test' : ''}.ts`)
  const start = (sample: Sample, index: number) => {
    const file = fileOf(sample, index)
    return isSuite(sample) ? run('vitest', 'run', '--root', folder, file) : run(process.execPath, file)
  }
  // The port that samples name may be taken while the tests run.
  const atMock = ({ code }: Sample) => code.replaceAll(mockOrigin, mock.url)

  test('there are samples to check', () => expect(samples.map(({ place }) => place)).not.toEqual([]))

  test('compiles', async () => {
    const { code, output } = await run('tsc', '--project', folder)
    const named = output.replace(
      /[^\s(]*sample-(\d+)(?:\.test)?\.ts/g,
      (_, index: string) => samples[Number(index)]!.place,
    )
    expect(named).toBe('')
    expect(code).toBe(0)
  }, 60_000)

  test.each(samples.map((sample, index) => [sample.place, sample, index] as const))(
    '%s runs against the mock',
    async (_, sample, index) => {
      // Each begins with the shipped world, as it does for a reader who has just started the mock.
      mock.reset()
      const { code, output } = await start(sample, index)
      expect(code, output).toBe(0)
      expect(output).toBe(sample.output ?? output)
    },
    30_000,
  )
})
