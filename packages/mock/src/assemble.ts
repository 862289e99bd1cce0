import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { parse } from 'yaml'
import { messageOf } from './errors.ts'
import { badSpec, readSpec } from './read.ts'
import { checkSchemas } from './schemas.ts'
import { readOperations } from './operation.ts'
import { specsDirectory } from './specs.ts'
import { createEngine } from './state/engine.ts'
import { exampleSeed } from './state/examples.ts'
import { assembledDirectory, rulesFile, rulesOf, worldFile } from './state/load.ts'
import { readSeed, seedProblems } from './state/seed.ts'

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
  await inStaging(to, async (staging) => {
    await Promise.all(providers.map((name) => cp(bundleOf(from, name), new URL(`${name}.json`, staging))))
    await publish(staging, to)
  })
  return providers
}

/**
 * Gathers what providers keep in `state/`, all or nothing: rules as one module each, worlds as JSON that is known to be
 * valid. Who keeps no rules gets empty ones, and who keeps no world one of the document's examples.
 */
export async function assembleState(
  from: URL,
  providers: readonly string[],
  to: URL = assembledDirectory,
): Promise<void> {
  const kinds = ['rules/', 'worlds/']
  await inStaging(to, async (staging) => {
    for (const kind of kinds) await mkdir(new URL(kind, staging))
    for (const name of providers) {
      await writeRules(name, from, staging)
      await writeWorld(name, from, staging)
    }
    for (const kind of kinds) await publish(new URL(kind, staging), new URL(kind, to))
  })
}

async function writeRules(name: string, from: URL, to: URL): Promise<void> {
  const source = new URL(`${name}/state/rules.ts`, from)
  const file = new URL(rulesFile(name), to)
  if (!existsSync(source)) return writeFile(file, 'export default {}\n')
  await build({
    entryPoints: [fileURLToPath(source)],
    outfile: fileURLToPath(file),
    bundle: true,
    format: 'esm',
    target: 'es2023',
    logLevel: 'silent',
  })
}

async function writeWorld(name: string, from: URL, to: URL): Promise<void> {
  const source = new URL(`${name}/state/world.yaml`, from)
  const file = new URL(worldFile(name), to)
  const { document } = await readSpec(name, bundleOf(from, name), { isBundle: true })
  try {
    const engine = createEngine(document, readOperations(document), await rulesOf(name, to))
    if (!existsSync(source)) return await writeFile(file, JSON.stringify(exampleSeed(engine)))
    const { shapes } = engine
    const seed = readSeed(document, parse(await readFile(source, 'utf8')), [...shapes.keys()])
    const problems = seedProblems(seed, shapes)
    if (problems.length > 0) throw new Error(problems.join('\n  '))
    await writeFile(file, JSON.stringify(seed))
  } catch (error) {
    throw new Error(`${fileURLToPath(source)}: ${messageOf(error)}`, { cause: error })
  }
}

/** A folder for the time of some work, beside the one that is to have what comes of it. */
async function inStaging(to: URL, work: (staging: URL) => Promise<void>): Promise<void> {
  await mkdir(to, { recursive: true })
  const staging = pathToFileURL(`${await mkdtemp(join(fileURLToPath(to), '.new-'))}/`)
  try {
    await work(staging)
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

/** Moves files to their place. A mock that starts meanwhile finds those of before or the new ones, and never none. */
async function publish(from: URL, to: URL): Promise<void> {
  await mkdir(to, { recursive: true })
  const names = await readdir(from)
  for (const name of names) await rename(new URL(name, from), new URL(name, to))
  for (const name of await readdir(to)) {
    const isOld = !names.includes(name) && !name.startsWith('.')
    if (isOld) await rm(new URL(name, to), { recursive: true, force: true })
  }
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
    const specs = new URL('../../../specs/', import.meta.url)
    const providers = await assemble(specs, specsDirectory)
    await assembleState(specs, providers)
    process.stdout.write(`Assembled ${providers.length}: ${providers.join(', ')}\n`)
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`)
    process.exitCode = 1
  }
}
