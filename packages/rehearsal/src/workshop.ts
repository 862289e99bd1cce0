import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder of our own and the processes that work in it. Nothing of either outlives it. */
export interface Workshop extends AsyncDisposable {
  /** The folder, without symbolic links in its path. */
  readonly folder: string
  /** A folder in it, made if it is not there. */
  path(...names: string[]): string
  /** Promises to stop something when the workshop closes; `pid` leads a process group. */
  keep(pid: number): () => void
  /** Promises to close something that lives in this process. */
  defer(close: () => Promise<void> | void): void
}

/**
 * Opens a workshop. It is cleared away by `await using`, when this process ends, and when it is interrupted.
 *
 * @example
 * await using workshop = openWorkshop()
 */
export function openWorkshop(): Workshop {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'parlance-rehearsal-')))
  const groups = new Set<number>()
  const closers: (() => Promise<void> | void)[] = []
  let isClosed = false

  const clear = () => {
    for (const pid of groups) kill(pid)
    groups.clear()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
  const interrupted = (signal: NodeJS.Signals) => {
    clear()
    forget()
    // Ends this process as it would have ended without us.
    process.kill(process.pid, signal)
  }
  const forget = () => {
    process.off('exit', clear).off('SIGINT', interrupted).off('SIGTERM', interrupted)
  }
  process.on('exit', clear).on('SIGINT', interrupted).on('SIGTERM', interrupted)

  return {
    folder,
    path(...names) {
      const path = join(folder, ...names)
      mkdirSync(path, { recursive: true })
      return path
    },
    keep(pid) {
      // What starts while the workshop closes would be forgotten.
      if (isClosed) kill(pid)
      groups.add(pid)
      return () => groups.delete(pid)
    },
    defer: (close) => void closers.push(close),
    async [Symbol.asyncDispose]() {
      isClosed = true
      for (const pid of groups) kill(pid)
      for (const close of closers.toReversed()) await close()
      clear()
      forget()
    },
  }
}

function kill(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
