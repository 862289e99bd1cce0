/** A HAR file that grows, and can be read at any time. */
import { type FileHandle, open } from 'node:fs/promises'
import { messageOf, MockError } from '../errors.ts'
import { report } from '../server.ts'
import type { HarEntry } from './har.ts'

export interface HarFile {
  add(entry: HarEntry): void
  /** Resolves when all entries are written. */
  close(): Promise<void>
}

const foot = '\n]}}\n'

/**
 * Begins a file, in place of one that is there. Throws a `MockError` when that cannot be done; what cannot be
 * written later is told on stderr.
 */
export async function openHarFile(path: string, version: string): Promise<HarFile> {
  const head = `{"log":{"version":"1.2","creator":{"name":"parlance-mock","version":"${version}"},"entries":[`
  const file = await begin(path, head + foot)
  const start = Buffer.byteLength(head)
  let end = start
  let waiting: string[] = []
  let writing: Promise<void> | undefined
  const write = async (): Promise<void> => {
    while (waiting.length > 0) {
      const entries = waiting.join(',\n')
      waiting = []
      // The foot goes along each time, so that the file is whole whenever the process may end.
      const bytes = Buffer.from(`${end === start ? '' : ','}\n${entries}${foot}`)
      await file.write(bytes, 0, bytes.length, end)
      end += bytes.length - foot.length
    }
  }
  const flush = async (): Promise<void> => {
    await write().catch((error: unknown) => report(`${path} cannot be written: ${messageOf(error)}`))
    // Some may have come after the last look.
    writing = waiting.length > 0 ? flush() : undefined
  }
  const written = async (): Promise<void> => {
    if (!writing) return
    await writing
    await written()
  }
  return {
    add(entry) {
      waiting.push(JSON.stringify(entry))
      writing ??= flush()
    },
    async close() {
      await written()
      await file.close()
    },
  }
}

async function begin(path: string, text: string): Promise<FileHandle> {
  try {
    const file = await open(path, 'w')
    await file.write(text)
    return file
  } catch (error) {
    throw new MockError('cannot-write', `The HAR file ${path} cannot be written: ${messageOf(error)}`, {
      cause: error,
    })
  }
}
