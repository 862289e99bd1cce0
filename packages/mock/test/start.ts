import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMock, type Mock } from '../src/mock.ts'
import type { MockOptions } from '../src/settings.ts'
import { library, plain } from './library.ts'

/** Documents written to files, as a user has them. */
export interface SpecFiles extends AsyncDisposable {
  files: Record<string, string>
}

/** Writes documents (or any text) to files of their own. */
export async function writeSpecs(documents: Record<string, object | string>): Promise<SpecFiles> {
  const directory = await mkdtemp(join(tmpdir(), 'parlance-mock-'))
  const files: Record<string, string> = {}
  for (const [name, document] of Object.entries(documents)) {
    files[name] = join(directory, `${name}.json`)
    await writeFile(files[name], typeof document === 'string' ? document : JSON.stringify(document))
  }
  return { files, [Symbol.asyncDispose]: () => rm(directory, { recursive: true }) }
}

/** A real mock on loopback that serves invented providers: name → document. */
export async function serve(documents: Record<string, object>, options: MockOptions = {}): Promise<Mock> {
  await using specs = await writeSpecs(documents)
  return await createMock({ providers: [], specs: specs.files, ...options })
}

/** A real mock on loopback that serves the two invented providers. */
export function startMock(options: MockOptions = {}): Promise<Mock> {
  return serve({ library, plain }, options)
}

/** Credentials as the library wants them. */
export const token = { authorization: 'secret-token' }

/** A JSON body with its header. */
export function jsonBody(body: unknown): { headers: Record<string, string>; body: string } {
  return { headers: { ...token, 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

/** Sends bytes no HTTP client would send and gives everything that comes back until the server closes. */
export function sendRaw(url: string, ...pieces: string[]): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((done, fail) => {
    let received = ''
    const socket = connect(Number(port), hostname, () => pieces.forEach((piece) => socket.write(piece)))
    socket.setTimeout(8000, () => socket.destroy(new Error(`no close after: ${received}`)))
    socket.on('data', (chunk) => (received += chunk.toString()))
    socket.on('error', fail)
    socket.on('close', () => done(received))
  })
}
