import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** Makes a folder hold exactly these files. Files that are right already keep their time, so that nothing rebuilds. */
export function syncFolder(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) writeIfChanged(join(folder, path), text)
  for (const path of walk(folder)) if (!(relative(folder, path) in files)) rmSync(path)
}

/** Writes a file unless it already has this text. */
export function writeIfChanged(path: string, text: string): void {
  if (read(path) === text) return
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

function read(path: string): string | undefined {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, 'utf8') : undefined
}

function walk(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
