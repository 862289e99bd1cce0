import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { placeFiles } from './place.ts'
import { listFiles, openStage, writeFiles } from './stage.ts'

function folders() {
  const [stage, root] = [openStage(), openStage()]
  onTestFinished(() => {
    stage[Symbol.dispose]()
    root[Symbol.dispose]()
  })
  return { stage: stage.folder, root: root.folder }
}

test('every file comes to its place', () => {
  const { stage, root } = folders()
  writeFiles(stage, { 'specs/acme/paths/a.yaml': 'a', '.changeset/acme.md': 'b' })
  expect(placeFiles(stage, root)).toEqual(['.changeset/acme.md', 'specs/acme/paths/a.yaml'])
  expect(readFileSync(join(root, 'specs/acme/paths/a.yaml'), 'utf8')).toBe('a')
})

test('a file that exists stays as it is, and nothing of the others is left', () => {
  const { stage, root } = folders()
  writeFiles(stage, { 'a/one': '1', 'b/c/two': '2', 'specs/acme/three': '3' })
  writeFiles(root, { 'specs/acme/three': 'mine' })
  expect(() => placeFiles(stage, root)).toThrow('Nothing was written: EEXIST')
  expect(listFiles(root)).toEqual(['specs/acme/three'])
  expect(existsSync(join(root, 'a'))).toBe(false)
  expect(readFileSync(join(root, 'specs/acme/three'), 'utf8')).toBe('mine')
})

test('a place that cannot be written leaves nothing behind, and folders that were there stay', () => {
  const { stage, root } = folders()
  mkdirSync(join(root, 'a'))
  writeFileSync(join(root, 'z'), 'a file where a folder is needed')
  writeFiles(stage, { 'a/one': '1', 'z/two': '2' })
  expect(() => placeFiles(stage, root)).toThrow('Nothing was written')
  expect(listFiles(root)).toEqual(['z'])
  expect(existsSync(join(root, 'a'))).toBe(true)
})
