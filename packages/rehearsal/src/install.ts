import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expectIsolated } from './isolation.ts'
import { run } from './run.ts'
import { projectOf, type Scene } from './scene.ts'
import { toolchain } from './toolchain.ts'

/** How a package manager installs what a package.json asks for. */
export interface Installer {
  readonly args: readonly string[]
  /** Settings that a user needs today, and only those: file → content. */
  readonly settings?: Readonly<Record<string, object>>
  /** Whether the tools that the checks need are installed here too. */
  readonly hasToolchain?: boolean
}

/** Package managers by the name of their program. */
export const installers = {
  npm: { args: ['install'], hasToolchain: true },
  pnpm: { args: ['install'] },
  bun: { args: ['install'] },
  // Deno leaves versions alone that are younger than a day; ours is some seconds old.
  deno: {
    args: ['install'],
    settings: { 'deno.json': { minimumDependencyAge: { age: 'P1D', exclude: ['npm:@parlance/*'] } } },
  },
} satisfies Record<string, Installer>

export type InstallerName = keyof typeof installers

/** Installs everything published into an empty project, and looks whether it came from the registry alone. */
export async function installAll(scene: Scene, name: InstallerName): Promise<void> {
  const { workshop, env, manifests } = scene
  const project = projectOf(scene, name)
  const { args, settings = {}, hasToolchain }: Installer = installers[name]
  const files = {
    'package.json': {
      name: 'shop',
      private: true,
      type: 'module',
      dependencies: Object.fromEntries(manifests.map((one) => [one.name, `^${one.version}`])),
      ...(hasToolchain && { devDependencies: toolchain }),
    },
    ...settings,
  }
  for (const [file, content] of Object.entries(files)) {
    writeFileSync(join(project, file), JSON.stringify(content, null, 2))
  }
  await run(workshop, { program: name, args, cwd: project, env })
  await expectIsolated(project, manifests)
}
