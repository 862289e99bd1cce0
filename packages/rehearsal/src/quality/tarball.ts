import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Manifest } from '../published.ts'

/** A package as npm takes it. */
export interface Tarball {
  readonly manifest: Manifest
  /** Path below the package → text. There are no binary files. */
  readonly files: ReadonlyMap<string, string>
  /** The bytes as they travel. */
  readonly bytes: Uint8Array
  /** Bytes of all files on the disk of a user. */
  readonly unpacked: number
}

const block = 512

/** Reads a packed package. Names and contents are all that matters of it here. */
export function readTarball(path: string): Tarball {
  const bytes = readFileSync(path)
  const contents = new Map<string, Buffer>()
  const tar = gunzipSync(bytes)
  for (let at = 0; at < tar.length && tar[at] !== 0;) {
    const size = Number.parseInt(fieldOf(tar, at + 124, 12), 8)
    const name = [fieldOf(tar, at + 345, 155), fieldOf(tar, at, 100)].filter(Boolean).join('/')
    const type = String.fromCharCode(tar[at + 156]!)
    const start = at + block
    // Neither folders nor the notes that some packers add.
    if (type === '0' || type === '\0') {
      contents.set(name.slice(name.indexOf('/') + 1), tar.subarray(start, start + size))
    }
    at = start + Math.ceil(size / block) * block
  }
  const files = new Map([...contents].map(([name, content]) => [name, content.toString()]))
  return {
    manifest: JSON.parse(files.get('package.json')!) as Manifest,
    files,
    bytes,
    unpacked: [...contents.values()].reduce((sum, content) => sum + content.length, 0),
  }
}

function fieldOf(tar: Buffer, at: number, length: number): string {
  const end = tar.subarray(at, at + length).indexOf(0)
  return tar.toString('utf8', at, end === -1 ? at + length : at + end).trim()
}
