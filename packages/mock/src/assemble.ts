import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { parse } from 'yaml'
import { messageOf } from './errors.ts'
import { badSpec, readSpec } from './read.ts'
import { checkSchemas } from './schemas.ts'
import { readOperations } from './operation.ts'
import { specsDirectory } from './specs.ts'
import { createEngine } from './state/engine.ts'
import { rulesDirectory, rulesOf, worldsDirectory } from './state/load.ts'
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
  await rm(to, { recursive: true, force: true })
  await mkdir(to, { recursive: true })
  await Promise.all(providers.map((name) => cp(bundleOf(from, name), new URL(`${name}.json`, to))))
  return providers
}

/** Gathers what providers keep in `state/`: rules as one module each, worlds as JSON that is known to be valid. */
export async function assembleState(from: URL, providers: readonly string[]): Promise<void> {
  for (const directory of [rulesDirectory, worldsDirectory]) {
    await rm(directory, { recursive: true, force: true })
    await mkdir(directory, { recursive: true })
  }
  for (const name of providers) {
    await bundleRules(new URL(`${name}/state/rules.ts`, from), new URL(`${name}.js`, rulesDirectory))
    await writeWorld(name, from)
  }
}

async function bundleRules(from: URL, to: URL): Promise<void> {
  if (!existsSync(from)) return
  await build({
    entryPoints: [fileURLToPath(from)],
    outfile: fileURLToPath(to),
    bundle: true,
    format: 'esm',
    target: 'es2023',
    logLevel: 'silent',
  })
}

async function writeWorld(name: string, from: URL): Promise<void> {
  const file = new URL(`${name}/state/world.yaml`, from)
  if (!existsSync(file)) return
  const { document } = await readSpec(name, bundleOf(from, name), { isBundle: true })
  try {
    const { shapes } = createEngine(document, readOperations(document), await rulesOf(name))
    const seed = readSeed(document, parse(await readFile(file, 'utf8')), [...shapes.keys()])
    const problems = seedProblems(seed, shapes)
    if (problems.length > 0) throw new Error(problems.join('\n  '))
    await writeFile(new URL(`${name}.json`, worldsDirectory), JSON.stringify(seed))
  } catch (error) {
    throw new Error(`${fileURLToPath(file)}: ${messageOf(error)}`, { cause: error })
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
