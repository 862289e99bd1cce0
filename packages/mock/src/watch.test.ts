import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { rename, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Tree, writeTree } from '../test/files.ts'
import { type Watch, watchFiles } from './watch.ts'

/** Longer than files need to settle. */
const aWhile = () => new Promise((done) => setTimeout(done, 400))

let tree: Tree
let watch: Watch
let changes: number
beforeEach(async () => {
  tree = await writeTree({ 'spec/a.yaml': 'one', 'spec/other.txt': 'one' })
  changes = 0
  watch = watchFiles([tree.at('spec/a.yaml'), tree.at('spec/parts/b.yaml')], async () => void changes++)
})
afterEach(async () => {
  watch.close()
  await tree[Symbol.asyncDispose]()
})

/** The number of changes, once there are so many. */
async function changesUpTo(number: number): Promise<number> {
  await vi.waitUntil(() => changes >= number, { timeout: 8000 })
  return changes
}

describe('is noticed', () => {
  test('a file that is written, once for several writes in a row', async () => {
    for (const text of ['two', 'three', 'four']) appendFileSync(tree.at('spec/a.yaml'), text)
    expect(await changesUpTo(1)).toBe(1)
    await aWhile()
    expect(changes).toBe(1)
  })

  test('a file that is replaced, time and again', async () => {
    for (const number of [1, 2, 3]) {
      await tree.write('spec/a.tmp', `version ${number}`)
      await rename(tree.at('spec/a.tmp'), tree.at('spec/a.yaml'))
      expect(await changesUpTo(number)).toBe(number)
    }
  })

  test('a file that is made, folder and all', async () => {
    await tree.write('spec/parts/b.yaml', 'one')
    expect(await changesUpTo(1)).toBe(1)
    await aWhile()
    await tree.write('spec/parts/b.yaml', 'two, longer')
    expect(await changesUpTo(2)).toBe(2)
  })

  test('a file whose folder is deleted and made anew', async () => {
    rmSync(tree.at('spec'), { recursive: true })
    mkdirSync(tree.at('spec'))
    writeFileSync(tree.at('spec/a.yaml'), 'made anew')
    expect(await changesUpTo(1)).toBe(1)
    await aWhile()
    await tree.write('spec/a.yaml', 'and written again')
    expect(await changesUpTo(2)).toBe(2)
  })

  test('a file that goes and comes back, as one change', async () => {
    rmSync(tree.at('spec/a.yaml'))
    await aWhile()
    expect(changes).toBe(0)
    writeFileSync(tree.at('spec/a.yaml'), 'back again')
    await changesUpTo(1)
    await aWhile()
    expect(changes).toBe(1)
  })

  test('a file that goes for good, after it was waited for', async () => {
    await rm(tree.at('spec/a.yaml'))
    expect(await changesUpTo(1)).toBe(1)
  })

  test('a file behind a link', async () => {
    await tree.write('real/c.yaml', 'one')
    await symlink(tree.at('real/c.yaml'), join(tree.root, 'c.yaml'))
    watch.follow([tree.at('c.yaml')])
    await tree.write('real/c.yaml', 'two, longer')
    expect(await changesUpTo(1)).toBe(1)
  })
})

describe('is not noticed', () => {
  test('a file that nobody asked about, or that was only touched by a look', async () => {
    await tree.write('spec/other.txt', 'two, longer')
    await tree.write('spec/parts/other.txt', 'one')
    await aWhile()
    expect(changes).toBe(0)
  })

  test('anything after the end', async () => {
    watch.close()
    await tree.write('spec/a.yaml', 'two, longer')
    await aWhile()
    expect(changes).toBe(0)
  })
})

test('a change during a call gets a call of its own, afterwards', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  let running = 0
  let most = 0
  let calls = 0
  const slow = watchFiles([tree.at('spec/a.yaml')], async () => {
    most = Math.max(most, ++running)
    if (++calls === 1) await promise
    running--
  })
  await tree.write('spec/a.yaml', 'two, longer')
  await expect.poll(() => calls, { timeout: 8000 }).toBe(1)
  await tree.write('spec/a.yaml', 'three, longer still')
  await aWhile()
  expect(calls).toBe(1)
  resolve()
  await expect.poll(() => calls, { timeout: 8000 }).toBe(2)
  expect(most).toBe(1)
  slow.close()
})
