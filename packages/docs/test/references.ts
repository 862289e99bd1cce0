import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { listProviders, root } from '@parlance/compiler'
import { redocName, redocScript } from '../src/redoc.ts'
import { buildReference } from '../src/reference/build.ts'
import { serveSite } from '../src/serve.ts'

const assets = fileURLToPath(new URL('../src/assets/', import.meta.url))

/** The references of all real providers, in the places they have in the site. */
export interface References {
  providers: string[]
  /** Reads a file of a provider's reference. */
  read(provider: string, file: string): Promise<string>
  /** Serves them; gives the address of a provider's reference and what ends it. */
  serve(): Promise<{ addressOf(provider: string): string; close(): Promise<void> }>
}

/** Builds every reference from the bundles into a folder. */
export async function buildReferences(folder: string): Promise<References> {
  const providers = listProviders()
  await cp(assets, join(folder, 'assets'), { recursive: true })
  for (const file of ['index.html', '404.html']) await writeFile(join(folder, file), '<!doctype html>')
  for (const provider of providers) await addReference(folder, provider)
  return {
    providers,
    read: (provider, file) => readFile(join(folder, 'reference', provider, file), 'utf8'),
    serve: () => serve(folder),
  }
}

async function addReference(folder: string, provider: string): Promise<void> {
  const spec = join(folder, 'specs', provider)
  await mkdir(join(spec, 'dist'), { recursive: true })
  await cp(join(root, 'specs', provider, 'dist', 'openapi.json'), join(spec, 'dist', 'openapi.json'))
  const made = dirname(await buildReference(spec))
  await cp(made, join(folder, 'reference', provider), { recursive: true })
  const [, version = ''] = /redoc-([\d.]+)\.css/.exec(await readFile(join(made, 'index.html'), 'utf8')) ?? []
  await cp(join(made, `redoc-${version}.css`), join(folder, 'assets', `redoc-${version}.css`))
  await writeFile(join(folder, 'assets', redocName(version)), await redocScript())
}

async function serve(folder: string): ReturnType<References['serve']> {
  const server = createServer(serveSite(folder))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    addressOf: (provider) => `http://127.0.0.1:${port}/reference/${basename(provider)}/`,
    close: () => new Promise((done) => server.close(() => done())),
  }
}
