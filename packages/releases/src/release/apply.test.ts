import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { applyFiles } from './apply.ts'

async function folderWith(files: Record<string, string>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'parlance-apply-test-'))
  onTestFinished(() => rm(root, { recursive: true }))
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, name), text)
  return root
}

test('files are written, changed and removed, and only those that differ', async () => {
  const root = await folderWith({ a: '1', b: '1', c: '1' })
  const before = new Map([
    ['a', '1'],
    ['b', '1'],
    ['c', '1'],
  ])
  const after = new Map([
    ['a', '1'],
    ['b', '2'],
    ['new/d', '1'],
  ])
  expect(applyFiles(root, before, after)).toEqual(['b', 'c', 'new/d'])
  expect((await readdir(root)).toSorted()).toEqual(['a', 'b', 'new'])
  expect(await readFile(join(root, 'b'), 'utf8')).toBe('2')
})

test('when one cannot be written, those before it are as they were', async () => {
  const root = await folderWith({ a: '1', b: '1' })
  await mkdir(join(root, 'z'))
  const before = new Map([
    ['a', '1'],
    ['b', '1'],
  ])
  const after = new Map([
    ['a', '2'],
    ['c', '1'],
    ['z', 'a folder stands here'],
  ])
  expect(() => applyFiles(root, before, after)).toThrow('EISDIR')
  expect((await readdir(root)).toSorted()).toEqual(['a', 'b', 'z'])
  expect(await readFile(join(root, 'a'), 'utf8')).toBe('1')
})
