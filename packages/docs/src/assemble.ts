import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readBundle } from './bundle.ts'
import { landingPage } from './pages/landing.ts'
import { notFoundPage } from './pages/not-found.ts'
import { findProviders, type Provider } from './providers.ts'
import { integrityOf, redocScript } from './redoc.ts'
import { summarize } from './summary.ts'

const ownAssets = fileURLToPath(new URL('./assets/', import.meta.url))

/**
 * Gathers the site: what every provider made, the pages around it and what they share. Replaces whatever was there.
 *
 * @param specs the folder of providers
 * @param site where the site goes
 * @returns the providers' names
 */
export async function assemble(specs: string, site: string): Promise<string[]> {
  const providers = await findProviders(specs)
  await rm(site, { recursive: true, force: true })
  await cp(ownAssets, join(site, 'assets'), { recursive: true })
  for (const provider of providers) await addProvider(provider, site)
  const summaries = await Promise.all(
    providers.map(async ({ name, bundles }) => summarize(name, await readBundle(bundles.json))),
  )
  await writeFile(join(site, 'index.html'), landingPage(summaries))
  await writeFile(join(site, '404.html'), notFoundPage())
  return providers.map(({ name }) => name)
}

async function addProvider({ name, bundles, reference }: Provider, site: string): Promise<void> {
  const specFolder = join(site, 'specs', name)
  await mkdir(specFolder, { recursive: true })
  await cp(bundles.json, join(specFolder, 'openapi.json'))
  await cp(bundles.yaml, join(specFolder, 'openapi.yaml'))
  await mkdir(join(site, 'reference', name), { recursive: true })
  await cp(reference, join(site, 'reference', name, 'index.html'))
  await shareRedoc(name, reference, join(site, 'assets'))
}

/** Puts the Redoc a page asks for among the assets, once for all pages that ask for the same. */
async function shareRedoc(name: string, reference: string, assets: string): Promise<void> {
  const page = await readFile(reference, 'utf8')
  const script = await redocScript()
  const [, file, integrity] = /assets\/(redoc-[^"]+\.js)" integrity="([^"]+)"/.exec(page) ?? []
  if (!file || integrity !== integrityOf(script)) {
    throw new Error(
      `specs/${name}/dist/reference was made for another Redoc. Run \`npm run build\` to make it again.`,
    )
  }
  await writeFile(join(assets, file), script)
  const folder = dirname(reference)
  const styles = (await readdir(folder)).filter((file) => file.endsWith('.css'))
  for (const file of styles) await cp(join(folder, file), join(assets, file))
}
