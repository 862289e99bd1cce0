/** Beginning a provider: checked, made on a stage, and moved into the repository when it is whole. */
import { join } from 'node:path'
import type { Arguments } from './arguments.ts'
import { importDocument } from './import/import.ts'
import { checkName, checkServer, checkTitle, titleOf } from './name.ts'
import { placeFiles } from './place.ts'
import { skeletonOf } from './skeleton.ts'
import { listFiles, openStage, writeFiles } from './stage.ts'
import { format } from './tools.ts'

/** What was made, or would be. */
export interface NewProvider {
  /** Paths from the root of the repository. */
  files: string[]
  /** What the importer could not decide or keep; empty when the provider began from nothing. */
  remarks: string[]
}

/**
 * Makes the files of a new provider in a repository.
 *
 * @throws {ScaffoldError} when the name, another argument or the document cannot be used; then nothing is written.
 * @example
 * await newProvider(root, { name: 'acme', dryRun: true })
 */
export async function newProvider(
  root: string,
  { name, from, dryRun = false, ...given }: Pick<Arguments, 'name'> & Partial<Arguments>,
): Promise<NewProvider> {
  checkName(root, name)
  const title = given.title === undefined ? undefined : checkTitle(given.title)
  const server = given.server === undefined ? undefined : checkServer(given.server)
  using stage = openStage()
  const remarks: string[] = []
  if (from === undefined) {
    const whole = { name, title: title ?? titleOf(name), server: server ?? `https://api.${name}.example/v1` }
    writeFiles(stage.folder, skeletonOf(whole))
    format(root, stage.folder)
  } else {
    const { evidence, source } = given
    remarks.push(
      ...(await importDocument({
        root,
        stage: stage.folder,
        name,
        file: from,
        title,
        server,
        evidence,
        source,
      })),
    )
  }
  const files = dryRun ? listFiles(stage.folder) : placeFiles(stage.folder, root)
  return { files, remarks }
}

/** The folders and file of a provider, for those who want to be rid of it again. */
export function partsOf(name: string): string[] {
  return [join('specs', name), join('packages', name), join('.changeset', `${name}.md`)]
}
