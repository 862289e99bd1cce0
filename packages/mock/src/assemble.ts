import { cp, mkdir, readdir, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { messageOf } from './errors.ts'
import { badSpec, readSpec } from './read.ts'
import { checkSchemas } from './schemas.ts'
import { specsDirectory } from './specs.ts'

/** Gathers the bundle of every provider (every folder with an `openapi.yaml`) into one directory. Returns the names. */
export async function assemble(from: URL, to: URL): Promise<string[]> {
  const folders = await readdir(from)
  const providers = folders.filter((name) => existsSync(new URL(`${name}/openapi.yaml`, from))).toSorted()
  const missing = providers.filter((name) => !existsSync(bundleOf(from, name)))
  if (missing.length > 0) {
    const files = missing.map((name) => fileURLToPath(bundleOf(from, name)))
    throw new Error(`Not bundled yet: ${files.join(', ')}. Run \`npm run build\`, which bundles first.`)
  }
  // Checked here, once, so that the mock need not do it at every start.
  for (const name of providers) await checkBundle(name, bundleOf(from, name))
  await rm(to, { recursive: true, force: true })
  await mkdir(to, { recursive: true })
  await Promise.all(providers.map((name) => cp(bundleOf(from, name), new URL(`${name}.json`, to))))
  return providers
}

async function checkBundle(name: string, file: URL): Promise<void> {
  const seen = new Set<string>()
  const { document } = await readSpec(name, file, { seen })
  if (seen.size > 1) throw badSpec(name, file, `is no bundle: it refers to ${[...seen][1]}`)
  try {
    checkSchemas(document)
  } catch (error) {
    throw badSpec(name, file, `cannot be served: ${messageOf(error)}`, error)
  }
}

function bundleOf(from: URL, name: string): URL {
  return new URL(`${name}/dist/openapi.json`, from)
}

if (import.meta.main) {
  try {
    const providers = await assemble(new URL('../../../specs/', import.meta.url), specsDirectory)
    process.stdout.write(`Assembled ${providers.length}: ${providers.join(', ')}\n`)
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`)
    process.exitCode = 1
  }
}
