import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { writeFiles } from '../files.ts'
import { bundle } from './bundle.ts'
import { readInstantiations } from './instantiations.ts'
import { median, quantile, round } from './statistics.ts'

const folder = mkdtempSync(join(tmpdir(), 'parlance-bench-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a bundle has what is used and nothing else', async () => {
  writeFiles(folder, {
    'package.json': '{ "type": "module", "sideEffects": false }',
    'parts.js': "export const used = () => 'used'\nexport const unused = () => 'unused'\n",
    'program.ts': "import { used } from './parts.js'\nconsole.log(used() as string)\n",
  })
  const { text, minified, gzip } = await bundle(join(folder, 'program.ts'))
  expect(text).toContain('"used"')
  expect(text).not.toContain('unused')
  expect(minified).toBe(Buffer.byteLength(text))
  expect(gzip).toBeGreaterThan(0)
})

test('the number of instantiations is read from what tsc prints', () => {
  expect(readInstantiations('Files:            83\nInstantiations:  4747\nMemory used: 1K\n')).toBe(4747)
  expect(() => readInstantiations('Files: 83\n')).toThrow('tsc printed no number of instantiations')
})

test('the median is the value in the middle', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(median([4, 1, 2, 3])).toBe(2.5)
  expect(quantile([1, 2, 3, 4, 5], 0.25)).toBe(2)
  expect(() => median([])).toThrow('nothing')
  expect(round(2.345, 1)).toBe(2.3)
})
