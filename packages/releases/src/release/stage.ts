import { globSync } from 'node:fs'
import { cp, mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { runNode } from '../process.ts'

/** What of a repository `changeset version` reads and writes. */
const patterns = [
  'package.json',
  'pnpm-workspace.yaml',
  '.changeset/*',
  'packages/*/package.json',
  'packages/*/CHANGELOG.md',
  'specs/*/package.json',
  'packages/releases/src/changelog.ts',
]

/** Copies those files, so that nothing happens in the repository until everything has succeeded. */
export async function stage(root: string, folder: string): Promise<void> {
  await mkdir(join(folder, 'specs'), { recursive: true })
  for (const file of globSync(patterns, { cwd: root })) await cp(join(root, file), join(folder, file))
}

/** Files of a folder that a release may touch, with their contents. */
export async function releaseFiles(folder: string): Promise<Map<string, string>> {
  const own = [
    '.changeset/*.md',
    'packages/*/package.json',
    'packages/*/CHANGELOG.md',
    'releases/**/*.{json,md,txt}',
  ]
  const files = globSync(own, { cwd: folder }).map((file) => file.replaceAll('\\', '/'))
  const read = files.map(async (file) => [file, await readFile(join(folder, file), 'utf8')] as const)
  return new Map(await Promise.all(read))
}

/**
 * Runs `changeset version` in a staged copy.
 *
 * @param tools a folder whose `node_modules` has the tool
 */
export async function changesetVersion(folder: string, tools: string): Promise<void> {
  const cli = createRequire(join(tools, 'package.json')).resolve('@changesets/cli/bin.js')
  const { code, stdout, stderr } = await runNode(cli, ['version'], folder)
  if (code !== 0) throw new Error(`changeset version failed:\n${(stdout + stderr).trim()}`)
}
