/**
 * Takes what no source is left of out of `dist` of published packages: compilers leave it there, turbo would keep it in
 * its cache, and it would be published.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../packages/compiler/src/providers.ts'

/** Sweeps all packages. Gives the files that are gone. */
export function sweep(repository = root): string[] {
  return readdirSync(join(repository, 'packages'))
    .map((name) => join(repository, 'packages', name))
    .filter((folder) => existsSync(join(folder, 'dist')) && existsSync(join(folder, 'tsconfig.build.json')))
    .flatMap((folder) => sweepPackage(folder))
}

function sweepPackage(folder: string): string[] {
  const source = join(folder, sourceOf(folder))
  // Generated source that is not there is about to be made.
  if (!existsSync(source)) return []
  const stale = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' }).filter((file) => {
    const module = /^(.+?)(\.d\.ts|\.js)$/.exec(file)?.[1]
    return module !== undefined && !existsSync(join(source, `${module}.ts`))
  })
  for (const file of stale) rmSync(join(folder, 'dist', file))
  return stale.map((file) => join(folder, 'dist', file))
}

function sourceOf(folder: string): string {
  const config = readFileSync(join(folder, 'tsconfig.build.json'), 'utf8')
  const { compilerOptions } = JSON.parse(config) as { compilerOptions: { rootDir: string } }
  return compilerOptions.rootDir
}
