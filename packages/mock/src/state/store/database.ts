/** Opens the SQLite file that data is kept in. */
import { DatabaseSync } from 'node:sqlite'
import { messageOf, MockError } from '../../errors.ts'

/** Marks a file as one of ours: "Parl". */
const application = 0x5061726c

/** The version of the tables below. */
const format = 1

/** How long another mock, which may be about to end, is waited for, in milliseconds. */
const patience = 500

const tables = `
  CREATE TABLE sessions (name TEXT PRIMARY KEY, clock TEXT NOT NULL);
  CREATE TABLE worlds (
    session TEXT NOT NULL,
    provider TEXT NOT NULL,
    numbers TEXT NOT NULL,
    PRIMARY KEY (session, provider)
  );
  CREATE TABLE entries (
    session TEXT NOT NULL,
    provider TEXT NOT NULL,
    kind TEXT NOT NULL,
    collection TEXT NOT NULL,
    key TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (session, provider, kind, collection, key)
  );
  PRAGMA application_id = ${application};
  PRAGMA user_version = ${format};
`

/**
 * Opens a file, or makes it, for this process alone.
 *
 * @throws MockError - that says why it cannot be used.
 */
export function openDatabase(path: string): DatabaseSync {
  return explained(path, () => {
    const database = new DatabaseSync(path, { timeout: patience })
    try {
      // A lock is kept until the file is closed, or its process has ended in whatever way.
      database.exec('PRAGMA locking_mode = EXCLUSIVE')
      transact(database, () => prepare(database))
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
      return database
    } catch (error) {
      database.close()
      throw error
    }
  })
}

/** Does something with a database as a whole or not at all. */
export function transact(database: DatabaseSync, work: () => void): void {
  database.exec('BEGIN EXCLUSIVE')
  try {
    work()
    database.exec('COMMIT')
  } catch (error) {
    // SQLite ends a transaction by itself when, for example, the disk is full.
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

/** Does something with a file; what SQLite throws becomes a mistake that somebody can mend. */
export function explained<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const { code, sentence } = reasonOf(error)
    throw new MockError(code, `The state file ${path} ${sentence}`, { cause: error })
  }
}

/** Makes sure that a file has our tables in our format. */
function prepare(database: DatabaseSync): void {
  const found = numberOf(database, 'PRAGMA application_id')
  const version = numberOf(database, 'PRAGMA user_version')
  if (found === 0 && numberOf(database, 'SELECT count(*) FROM sqlite_schema') === 0)
    return database.exec(tables)
  if (found !== application) throw new Unusable('is a database of something else: choose another file.')
  if (version === format) return
  const sentence = `has format ${version}, and this version of the mock knows ${format}: `
  throw new Unusable(`${sentence}update @parlance/mock, or choose another file.`)
}

function numberOf(database: DatabaseSync, query: string): number {
  return Number(Object.values(database.prepare(query).get() ?? {})[0])
}

interface Reason {
  readonly code: 'bad-input' | 'cannot-write'
  readonly sentence: string
}

/** A file that is whole, but none of ours. */
class Unusable extends Error implements Reason {
  readonly code = 'bad-input'
  readonly sentence: string

  constructor(sentence: string) {
    super(sentence)
    this.sentence = sentence
  }
}

/** What the result codes of SQLite mean for whoever has started the mock. */
const reasons: Readonly<Record<number, Reason>> = {
  5: { code: 'cannot-write', sentence: 'is in use: stop the other mock, or give each its own file.' },
  8: { code: 'cannot-write', sentence: 'cannot be written to: it is there for reading only.' },
  10: { code: 'cannot-write', sentence: 'cannot be read or written: its disk has failed.' },
  13: { code: 'cannot-write', sentence: 'cannot be written to: there is no room on the disk.' },
  14: {
    code: 'cannot-write',
    sentence: 'cannot be opened: its folder has to exist and be open for writing.',
  },
  26: { code: 'bad-input', sentence: 'is no SQLite file: choose another one.' },
}

function reasonOf(error: unknown): Reason {
  if (error instanceof Unusable) return error
  const result = error instanceof Error && 'errcode' in error ? Number(error.errcode) : NaN
  // The lower eight bits are the kind of failure, those above tell more of it.
  const known = reasons[result & 0xff]
  if (known) return known
  const sentence = `is damaged (${messageOf(error)}): restore a copy of it, or delete it to begin anew.`
  return { code: 'bad-input', sentence }
}
