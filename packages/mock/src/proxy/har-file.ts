/** A HAR file that grows, and can be read at any time. */
import { type FileHandle, open } from 'node:fs/promises'
import { messageOf, MockError } from '../errors.ts'
import { report } from '../server.ts'
import type { HarEntry } from './har.ts'

export interface HarFile {
  readonly path: string
  /** How many entries it has, or will have when all is written. */
  readonly size: number
  add(entry: HarEntry): void
  /** Resolves when all entries are written. */
  close(): Promise<void>
}

const foot = '\n]}}\n'

/** Begins a file, in place of one that is there. Throws a `MockError` when that cannot be done. */
export async function openHarFile(path: string, version: string): Promise<HarFile> {
  const head = `{"log":{"version":"1.2","creator":{"name":"parlance-mock","version":"${version}"},"entries":[`
  const file = await begin(path, head + foot)
  const start = Buffer.byteLength(head)
  let end = start
  let size = 0
  let last: Promise<unknown> = Promise.resolve()
  const append = async (text: string): Promise<void> => {
    const bytes = Buffer.from(`${end === start ? '' : ','}\n${text}${foot}`)
    // The foot goes along each time, so that the file is whole whenever the process may end.
    await file.write(bytes, 0, bytes.length, end)
    end += bytes.length - Buffer.byteLength(foot)
  }
  return {
    path,
    get size() {
      return size
    },
    add(entry) {
      size++
      last = last
        .then(() => append(JSON.stringify(entry)))
        .catch((error: unknown) => report(`${path} cannot be written: ${messageOf(error)}`))
    },
    async close() {
      await last
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
