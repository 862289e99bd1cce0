import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Makes files of a folder be as given: all of them, or, when one cannot be written, none.
 *
 * @param before the files as they are, path → content
 * @param after the files as they are to be; what is missing here is removed
 */
export function applyFiles(
  root: string,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  )
  const done: string[] = []
  try {
    for (const path of paths) {
      done.push(path)
      put(join(root, path), after.get(path))
    }
  } catch (error) {
    for (const path of done) restore(join(root, path), before.get(path))
    throw error
  }
  return paths
}

function put(file: string, text: string | undefined): void {
  if (text === undefined) return rmSync(file, { force: true })
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

function restore(file: string, text: string | undefined): void {
  if (text !== undefined && contentOf(file) === text) return
  try {
    put(file, text)
  } catch {
    // What could not be written because something else is in its place was not changed either.
  }
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
