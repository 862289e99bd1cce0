/** Notices when files change: written in place or replaced, deleted or made anew, alone or with their folder. */
import { type FSWatcher, realpathSync, statSync, watch } from 'node:fs'
import { dirname, sep } from 'node:path'

/** Watches a number of files until it is closed. */
export interface Watch {
  /** Watches these files from now on. */
  follow(files: Iterable<string>): void
  close(): void
}

/**
 * How long files have to be left alone before they count as written, in milliseconds: editors write several
 * times.
 */
const settling = 100

/** How often a file that has gone is waited for: replacing may mean to delete first. */
const patience = 10

/**
 * Calls back when one of the files is another than before, once for several changes in a row, and never while
 * the last call is still running. Does not keep a process alive.
 *
 * @param files - Absolute paths; they need not exist yet.
 */
export function watchFiles(files: Iterable<string>, onChange: () => Promise<void>): Watch {
  let stamps = stampsOf(files)
  let watchers: FSWatcher[] = []
  let timer: NodeJS.Timeout | undefined
  let missed = 0
  let isBusy = false
  let isClosed = false

  const schedule = () => {
    clearTimeout(timer)
    if (isClosed) return
    timer = setTimeout(() => void look(), settling)
    timer.unref()
  }
  // Folders are watched, not files: a file that is replaced is another file. They may be replaced too, hence
  // always anew.
  const arm = () => {
    disarm()
    const names = new Set([...stamps.keys()].flatMap((file) => file.split(sep)))
    for (const folder of foldersOf(stamps.keys())) {
      const notice = (_: unknown, name: string | null) =>
        void ((name === null || names.has(name)) && schedule())
      try {
        watchers.push(watch(folder, { persistent: false }, notice).on('error', schedule))
      } catch {
        // It went just now, or there is nothing to watch with: what is above it will tell.
      }
    }
  }
  const disarm = () => {
    for (const watcher of watchers) watcher.close()
    watchers = []
  }
  const look = async () => {
    // What happens meanwhile is looked for when the call has ended.
    if (isBusy || isClosed) return
    arm()
    const now = stampsOf(stamps.keys())
    const hasGone = [...now].some(([file, stamp]) => stamp === gone && stamps.get(file) !== gone)
    if (hasGone && missed++ < patience) return schedule()
    missed = 0
    const isSame = [...now].every(([file, stamp]) => stamps.get(file) === stamp)
    stamps = now
    if (isSame) return
    isBusy = true
    await onChange().finally(() => (isBusy = false))
    schedule()
  }
  arm()
  return {
    follow(next) {
      if (isClosed) return
      // Those that were known keep their stamp: they may have changed since.
      const fresh = stampsOf(next)
      stamps = new Map([...fresh].map(([file, stamp]) => [file, stamps.get(file) ?? stamp]))
      arm()
    },
    close() {
      isClosed = true
      clearTimeout(timer)
      disarm()
    },
  }
}

const gone = 'gone'

/** What tells one state of a file from another. */
function stampsOf(files: Iterable<string>): Map<string, string> {
  return new Map(
    Array.from(files, (file) => {
      const stat = statSync(file, { bigint: true, throwIfNoEntry: false })
      return [file, stat ? `${stat.mtimeNs} ${stat.size} ${stat.ino}` : gone]
    }),
  )
}

/** The folders that the files are in, or where their folders would be; through links, where they are really. */
function foldersOf(files: Iterable<string>): Set<string> {
  const folders = new Set<string>()
  for (const file of files) {
    folders.add(nearest(dirname(file)))
    if (statSync(file, { throwIfNoEntry: false })) folders.add(dirname(realpathSync(file)))
  }
  return folders
}

function nearest(folder: string): string {
  return statSync(folder, { throwIfNoEntry: false }) ? folder : nearest(dirname(folder))
}
