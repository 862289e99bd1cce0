import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { consoleScript, placeModule } from './console/bundle.ts'
import { llmsFullText, llmsText, type MachineFile, markdownFiles } from './machines/llms.ts'
import { sitemap } from './machines/sitemap.ts'
import { articlePage } from './pages/article.ts'
import { consolePage } from './pages/console.ts'
import { landingPage } from './pages/landing.ts'
import { clientsPage, everythingPage, guidesPage, providerGuidesPage } from './pages/lists.ts'
import { notFoundPage } from './pages/not-found.ts'
import { findProviders, type Provider } from './providers.ts'
import { integrityOf, redocScript } from './redoc.ts'
import { findScalar } from './scalar.ts'
import { sandboxModule, sandboxWorker } from './sandbox/build.ts'
import { stateFiles } from './sandbox/state-files.ts'
import { searchIndex, searchLibrary } from './search/build.ts'
import { searchEntries } from './search/entries.ts'
import { articlePages } from './shelves.ts'
import { readSite, type Site } from './site.ts'
import { summarize } from './summary.ts'

const ownAssets = fileURLToPath(new URL('./assets/', import.meta.url))

export interface AssembleOptions {
  /**
   * Where the site will be, such as `https://docs.example/parlance/`. Only what has to name whole addresses uses it: the
   * sitemap, which is left out without it, and `llms.txt`.
   */
  baseUrl?: string | undefined
}

/**
 * Gathers the site: what every provider made, the pages around it and what they share. Replaces whatever was there.
 *
 * @param root the repository
 * @param folder where the site goes
 * @returns the providers' names
 */
export async function assemble(
  root: string,
  folder: string,
  { baseUrl }: AssembleOptions = {},
): Promise<string[]> {
  const providers = await findProviders(join(root, 'specs'))
  const site = await readSite(root, providers)
  await rm(folder, { recursive: true, force: true })
  await cp(ownAssets, join(folder, 'assets'), {
    recursive: true,
    filter: (source) => !source.endsWith('.d.ts'),
  })
  for (const provider of providers) await addProvider(provider, folder)
  const scalar = await findScalar()
  await cp(scalar.file, join(folder, 'assets', scalar.name))
  const names = providers.map(({ name }) => name)
  const state = await stateFiles(root, names)
  const pages = [
    ...pagesOf(site),
    { path: 'console/index.html', text: consolePage(site.providers, scalar.name) },
  ]
  const files = [
    ...pages,
    ...searchFiles(site, await searchLibrary()),
    { path: 'assets/console.js', text: await consoleScript() },
    { path: 'assets/place.js', text: await placeModule() },
    { path: 'assets/sandbox.js', text: await sandboxModule() },
    { path: 'assets/sandbox-worker.js', text: await sandboxWorker(state) },
    ...state,
    ...machineFiles(site, pages, baseUrl),
  ]
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return names
}

function pagesOf(site: Site): MachineFile[] {
  const { providers, library, highlight } = site
  const summaries = providers.map(({ name, bundle }) => summarize(name, bundle))
  return [
    { path: 'index.html', text: landingPage(summaries, highlight, library.shared[0]) },
    { path: '404.html', text: notFoundPage() },
    { path: 'guides/index.html', text: guidesPage(library, providers) },
    { path: 'clients/index.html', text: clientsPage(providers, library) },
    { path: 'search/index.html', text: everythingPage(library, providers) },
    ...providers.map((provider) => ({
      path: `guides/${provider.name}/index.html`,
      text: providerGuidesPage(provider, library.guides.get(provider.name) ?? []),
    })),
    ...articlePages(site).map((page) => ({
      path: `${page.article.path}index.html`,
      text: articlePage(page),
    })),
  ]
}

function searchFiles(site: Site, library: string): MachineFile[] {
  return [
    { path: 'assets/minisearch.js', text: library },
    { path: 'assets/search-index.json', text: searchIndex(searchEntries(site)) },
  ]
}

function machineFiles(site: Site, pages: MachineFile[], baseUrl: string | undefined): MachineFile[] {
  const base = baseUrl?.replace(/\/?$/, '/')
  const texts = markdownFiles(site)
  const files = [
    ...texts,
    { path: 'llms.txt', text: llmsText(site, base) },
    { path: 'llms-full.txt', text: llmsFullText(texts) },
  ]
  if (base === undefined) return files
  const own = pages.map(({ path }) => path).filter((path) => path !== '404.html')
  const references = site.providers.map(({ name }) => `reference/${name}/`)
  const paths = [...own.map((path) => path.replace(/index\.html$/, '')), ...references]
  return [...files, { path: 'sitemap.xml', text: sitemap(base, paths) }]
}

async function addProvider({ name, bundles, reference }: Provider, folder: string): Promise<void> {
  const specFolder = join(folder, 'specs', name)
  await mkdir(specFolder, { recursive: true })
  await cp(bundles.json, join(specFolder, 'openapi.json'))
  await cp(bundles.yaml, join(specFolder, 'openapi.yaml'))
  // The page and the document that it shows; the styles are shared.
  await cp(dirname(reference), join(folder, 'reference', name), {
    recursive: true,
    filter: (source) => !source.endsWith('.css'),
  })
  await shareRedoc(name, reference, join(folder, 'assets'))
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
