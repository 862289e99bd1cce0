import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { canonical } from '../compare/lists.ts'
import { compareProvider, removedProviders } from '../gate/assess.ts'
import type { ProviderDifferences } from '../model.ts'
import { readBundle, readJson, readWorkspace, type Workspace } from '../workspace.ts'
import { type Baseline, lines, readBaseline } from './baseline.ts'
import { readRecords, releasePage, unreleasedPage } from './pages.ts'

/** What is not released yet, with what it was made from, so that a provider is compared again only when it changed. */
export interface Unreleased {
  previous: string
  /** Provider → digest of both bundles and of what compares them. */
  digests: Record<string, string>
  providers: ProviderDifferences[]
}

const source = fileURLToPath(new URL('../', import.meta.url))

/**
 * Writes `unreleased.json` and the pages below `changelog/`.
 *
 * @param folder where they go
 * @returns names of the pages
 */
export async function assemblePages(root: string, folder: string): Promise<string[]> {
  const workspace = readWorkspace(root)
  const baseline = readBaseline(root)
  const file = join(folder, 'unreleased.json')
  const unreleased = baseline && (await compareChanged(workspace, baseline, file))
  await rm(join(folder, 'changelog'), { recursive: true, force: true })
  await mkdir(join(folder, 'changelog'), { recursive: true })
  if (unreleased) await writeFile(file, lines(unreleased))
  else await rm(file, { force: true })
  const pages = pagesOf(root, unreleased)
  for (const [name, text] of pages) await writeFile(join(folder, 'changelog', `${name}.md`), text)
  return [...pages.keys()]
}

function pagesOf(root: string, unreleased: Unreleased | undefined): Map<string, string> {
  const coming = unreleased && unreleasedPage(unreleased.previous, unreleased.providers)
  return new Map([
    ...(coming === undefined ? [] : [['unreleased', coming] as const]),
    ...readRecords(root).map((record) => [record.version, releasePage(record)] as const),
  ])
}

async function compareChanged(workspace: Workspace, baseline: Baseline, file: string): Promise<Unreleased> {
  const { root } = workspace
  const old = existsSync(file) ? readJson<Unreleased>(file) : undefined
  const tool = digestOf(
    globSync('**/*.ts', { cwd: source })
      .toSorted()
      .map((name) => readFileSync(join(source, name), 'utf8')),
  )
  const digests: Unreleased['digests'] = {}
  const providers: ProviderDifferences[] = []
  for (const name of workspace.providers) {
    const digest = digestOf([tool, readBundle(root, name), baseline.providers.get(name)?.bundle])
    digests[name] = digest
    const known = old?.digests[name] === digest && old.providers.find(({ provider }) => provider === name)
    providers.push(known || (await compareProvider(root, name, baseline)))
  }
  return {
    previous: baseline.version,
    digests,
    providers: [...providers, ...removedProviders(workspace, baseline)],
  }
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex')
}
