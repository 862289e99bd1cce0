/** A state file that cannot be used says why. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Tree, writeTree } from '../../../test/files.ts'
import { book, startSessions } from '../../../test/worlds.ts'
import { openStateFile } from './file.ts'

let tree: Tree
let path: string
beforeEach(async () => {
  tree = await writeTree()
  path = tree.at('state.db')
})
afterEach(() => tree[Symbol.asyncDispose]())

const open = (at = path, sessions = startSessions()) => openStateFile(at, sessions, () => {})

/** Writes a file with one book more than there are. */
function writeFileWith(title: string): void {
  const sessions = startSessions()
  using _ = open(path, sessions)
  sessions.world('one', 'library').collection('books').put(book('a', title))
}

/** Changes a file from outside. */
function change(sql: string, ...values: readonly string[]): void {
  using database = new DatabaseSync(path)
  database.prepare(sql).run(...values)
}

/** What is thrown when a file is opened. */
function problem(at = path): unknown {
  try {
    open(at).close()
    return undefined
  } catch (error) {
    const { name, code, message } = error as { name: string; code: string; message: string }
    return [name, code, message]
  }
}

test('another mock has it, until that ends', () => {
  const file = open()
  expect(problem()).toEqual([
    'MockError',
    'cannot-write',
    `The state file ${path} is in use: stop the other mock, or give each its own file.`,
  ])
  file.close()
  expect(problem()).toBeUndefined()
})

test('its folder is not there', () => {
  const missing = join(tree.root, 'none', 'state.db')
  expect(problem(missing)).toEqual([
    'MockError',
    'cannot-write',
    `The state file ${missing} cannot be opened: its folder has to exist and be open for writing.`,
  ])
})

test('it is none', async () => {
  await writeFile(path, 'Dear diary, '.repeat(500))
  expect(problem()).toEqual([
    'MockError',
    'bad-input',
    `The state file ${path} is no SQLite file: choose another one.`,
  ])
})

test('it belongs to something else, and stays as it is', async () => {
  const other = new DatabaseSync(path)
  other.exec('CREATE TABLE bookmarks (url TEXT)')
  other.close()
  const bytes = await readFile(path)
  expect(problem()).toEqual([
    'MockError',
    'bad-input',
    `The state file ${path} is a database of something else: choose another file.`,
  ])
  expect((await readFile(path)).equals(bytes)).toBe(true)
})

test('a newer version has written it', () => {
  open().close()
  change('PRAGMA user_version = 2')
  expect(problem()).toEqual([
    'MockError',
    'bad-input',
    `The state file ${path} has format 2, and this version of the mock knows 1: update @parlance/mock, or choose another file.`,
  ])
})

test('it is damaged', async () => {
  writeFileWith('x'.repeat(100_000))
  const bytes = await readFile(path)
  await writeFile(path, bytes.fill(7, 4096))
  expect(problem()).toEqual([
    'MockError',
    'bad-input',
    expect.stringMatching(/ is damaged \(.*\): restore a copy of it, or delete it to begin anew\.$/),
  ])
})

test.each([
  ['{', 'JSON'],
  ['[]', '/worlds/library/collections/books/records/2 must be an object'],
  ['{"title":"x"}', '/id must be a text or a number'],
])('what it says makes no sense: %s', (value, reason) => {
  writeFileWith('A')
  change("UPDATE entries SET value = ? WHERE key = 'a'", value)
  expect(problem()).toEqual([
    'MockError',
    'bad-input',
    expect.stringMatching(new RegExp(`is damaged \\(.*${reason}.*\\): restore a copy of it`)),
  ])
})

test('an empty file is one to begin with', async () => {
  await writeFile(path, '')
  expect(problem()).toBeUndefined()
})
