import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runNode } from '../process.ts'
import type { Manifest, Package } from '../workspace.ts'
import { exportsOf } from './declarations.ts'
import { builtFiles } from './files.ts'

/** What users of a published package meet, small enough to be kept. */
export interface Surface {
  /** `.: createMock` → its declaration; empty for clients, whose API report is more readable. */
  declarations: Record<string, string>
  /** Command → flag → its line of the help. */
  flags: Record<string, Record<string, string>>
  /** Digest of what is installed: the built files that are reached, and `package.json` as far as it is published. */
  digest: string
}

/** Fields of `package.json` that users never meet, and the version, which every release changes. */
const unpublished = new Set(['version', 'scripts', 'devDependencies', 'private'])

/** Reads the surface of a built package. */
export async function readSurface(root: string, { folder, manifest, provider }: Package): Promise<Surface> {
  const path = join(root, folder)
  const built = builtFiles(path, manifest)
  const declarations: Record<string, string> = {}
  if (provider === undefined) {
    for (const [subpath, file] of built.declarations)
      for (const [name, text] of exportsOf(path, file.replace(/^\.\//, '')))
        declarations[`${subpath}: ${name}`] = text
  }
  const flags: Surface['flags'] = {}
  for (const [command, file] of built.commands) flags[command] = await flagsOf(join(path, file), path)
  return { declarations, flags, digest: digestOf(path, built.files, manifest) }
}

/** What a command tells of its flags, and what its subcommands tell of theirs. */
async function flagsOf(program: string, cwd: string): Promise<Record<string, string>> {
  const main = await help([])
  const [usage = ''] = main.split('\n\n')
  const subcommands = [
    ...new Set([...usage.matchAll(/ (?<name>[a-z]+) (?=<|--)/g)].map(({ groups }) => groups!['name']!)),
  ]
  const texts = [
    ['', main],
    ...(await Promise.all(subcommands.map(async (one) => [`${one} `, await help([one])]))),
  ]
  return Object.fromEntries(
    texts.flatMap(([prefix, text]) =>
      [...text!.matchAll(/^ +(?:-\w, )?(?<flag>--[\w-]+.*)$/gm)].map(({ groups }) => {
        const [, name = '', rest = ''] = /^(--[\w-]+)(.*)$/.exec(groups!['flag']!)!
        return [`${prefix}${name}`, rest.replace(/\s+/g, ' ').trim()]
      }),
    ),
  ) as Record<string, string>

  async function help(args: string[]): Promise<string> {
    const { stdout } = await runNode(program, [...args, '--help'], cwd)
    return stdout
  }
}

function digestOf(folder: string, files: string[], manifest: Manifest): string {
  const hash = createHash('sha256')
  const published = Object.entries(manifest).filter(([field]) => !unpublished.has(field))
  hash.update(JSON.stringify(published))
  // The bundle of a client is compared by what it says.
  for (const file of files.filter((one) => !one.endsWith('openapi.json'))) {
    hash.update(`\n${file}\n`)
    hash.update(readFileSync(join(folder, file)))
  }
  return hash.digest('hex')
}
