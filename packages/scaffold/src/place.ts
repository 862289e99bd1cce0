/** Moving a finished provider into the repository: all of it or nothing, and over nothing that is there. */
import { constants, copyFileSync, mkdirSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ScaffoldError } from './errors.ts'
import { listFiles } from './stage.ts'

/**
 * Copies every file of a stage to its place in the repository.
 *
 * @returns the paths of the files, from the root of the repository.
 * @throws {ScaffoldError} when a file exists already or cannot be written; then nothing is left of the others.
 */
export function placeFiles(stage: string, root: string): string[] {
  const files = listFiles(stage)
  const made: { path: string; isFolder: boolean }[] = []
  // Ctrl+C waits until the last file is there: half a provider would break every build.
  const wait = () => {}
  process.on('SIGINT', wait)
  try {
    for (const file of files) {
      const target = join(root, file)
      const top = mkdirSync(dirname(target), { recursive: true })
      if (top !== undefined) made.push({ path: top, isFolder: true })
      copyFileSync(join(stage, file), target, constants.COPYFILE_EXCL)
      made.push({ path: target, isFolder: false })
    }
  } catch (error) {
    undo(made)
    throw new ScaffoldError(`Nothing was written: ${(error as Error).message}`, { cause: error })
  } finally {
    process.off('SIGINT', wait)
  }
  return files
}

/** Takes back what was made, last first. What somebody else has put into a new folder meanwhile stays. */
function undo(made: { path: string; isFolder: boolean }[]): void {
  for (const { path, isFolder } of made.toReversed()) {
    if (!isFolder) rmSync(path, { force: true })
    else removeEmpty(path)
  }
}

function removeEmpty(folder: string): void {
  try {
    for (const inner of innerFolders(folder)) rmdirSync(inner)
  } catch {
    // Something is in it that we have not made.
  }
}

/** A folder and those in it, innermost first. */
function innerFolders(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return [...entries.flatMap(({ name }) => innerFolders(join(folder, name))), folder]
}
