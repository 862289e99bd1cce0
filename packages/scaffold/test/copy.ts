/** A copy of this repository in which providers can be made and built without touching the real one. */
import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listProviders, root } from '@parlance/compiler'

/** The copy. Disposed, it is gone. */
export interface Copy extends Disposable {
  root: string
}

/**
 * Copies what git knows, except the providers that are not named, and what the build has made of it. Dependencies stay
 * where they are and are linked one by one; packages of the workspace are linked to those of the copy, so that no tool
 * reaches back into the real repository. `pnpm` must not be run here.
 */
export function copyRepository(providers: string[]): Copy {
  const copy = mkdtempSync(join(realpathSync(tmpdir()), 'parlance-scaffold-'))
  const absent = readdirSync(join(root, 'specs')).filter((name) => !providers.includes(name))
  const isAbsent = (file: string) =>
    absent.some((name) => file.startsWith(`specs/${name}/`) || file.startsWith(`packages/${name}/`))
  const list = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
  })
  for (const file of list.split('\0').filter(Boolean)) {
    if (!isAbsent(file) && existsSync(join(root, file))) cpSync(join(root, file), join(copy, file))
  }
  mkdirSync(join(copy, 'specs'), { recursive: true })
  for (const made of ['packages/runtime/dist', 'packages/mock/dist', ...providers.flatMap(madeOf)]) {
    cpSync(join(root, made), join(copy, made), { recursive: true })
  }
  linkModules('.', copy)
  for (const folder of packagesIn(copy)) linkModules(folder, copy)
  return { root: copy, [Symbol.dispose]: () => rmSync(copy, { recursive: true, force: true }) }
}

/** Links what a new provider's two packages need, as `pnpm install` would: what those of any other have. */
export function linkProvider(copy: string, name: string): void {
  const [like = ''] = listProviders()
  linkModules(`specs/${name}`, copy, `specs/${like}`)
  linkModules(`packages/${name}`, copy, `packages/${like}`)
  const scope = join(copy, 'packages', name, 'node_modules', '@parlance')
  rmSync(join(scope, `spec-${like}`), { force: true })
  symlinkSync(join(copy, 'specs', name), join(scope, `spec-${name}`))
  const shared = join(copy, 'node_modules', '@parlance')
  symlinkSync(join(copy, 'packages', name), join(shared, name))
  symlinkSync(join(copy, 'specs', name), join(shared, `spec-${name}`))
}

function madeOf(provider: string): string[] {
  return [`specs/${provider}/dist`, `packages/${provider}/dist`, `packages/${provider}/src/generated`]
}

function packagesIn(copy: string): string[] {
  return ['packages', 'specs'].flatMap((parent) =>
    readdirSync(join(copy, parent)).map((name) => `${parent}/${name}`),
  )
}

/** Gives a folder of the copy the dependencies that a folder of the repository has. */
function linkModules(folder: string, copy: string, model = folder): void {
  const from = join(root, model, 'node_modules')
  const to = join(copy, folder, 'node_modules')
  if (!existsSync(from)) return
  mkdirSync(to)
  for (const name of readdirSync(from)) {
    // Shims of commands lead to where they are called from.
    if (name === '.bin') cpSync(join(from, name), join(to, name), { recursive: true, verbatimSymlinks: true })
    else if (name.startsWith('@')) linkScope(join(from, name), join(to, name), copy)
    else if (!name.startsWith('.') || name === '.pnpm') link(join(from, name), join(to, name), copy)
  }
}

function linkScope(from: string, to: string, copy: string): void {
  mkdirSync(to)
  for (const name of readdirSync(from)) link(join(from, name), join(to, name), copy)
}

function link(from: string, to: string, copy: string): void {
  const target = existsSync(from) ? realpathSync(from) : undefined
  if (target === undefined) return
  const isOurs = target.startsWith(root) && !target.includes('node_modules')
  const place = isOurs ? join(copy, target.slice(root.length)) : target
  if (existsSync(place)) symlinkSync(place, to)
}
