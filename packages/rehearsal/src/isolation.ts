import { readFile, readdir, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { root } from '@parlance/compiler'
import type { Manifest } from './published.ts'

/** The path of the repository without the slash at its end. */
const repository = root.replace(/[\\/]$/, '')

/**
 * Looks whether a project has the published packages, each once, in its own folder, and nothing of the repository.
 *
 * @throws {Error} with the package or file that is not as it should be
 */
export async function expectIsolated(project: string, manifests: readonly Manifest[]): Promise<void> {
  for (const { name, version } of manifests) {
    const folder = await realpath(join(project, 'node_modules', name))
    if (!folder.startsWith(project + sep)) throw new Error(`${name} lies outside its project, in ${folder}.`)
    const text = await readFile(join(folder, 'package.json'), 'utf8')
    const found = JSON.parse(text) as Manifest
    if (found.version !== version) {
      throw new Error(`${name} was installed as ${found.version}, not as ${version}, in ${project}.`)
    }
    await expectNoPath(folder)
  }
}

/** Looks whether any file below a folder names the repository's place on this machine. */
async function expectNoPath(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = join(entry.parentPath, entry.name)
    if ((await readFile(file, 'utf8')).includes(repository)) {
      throw new Error(`${file} names the folder of the repository: nobody else has it.`)
    }
  }
}
