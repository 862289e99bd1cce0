import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { runNode } from '../process.ts'
import { withScratch } from '../scratch.ts'
import { code } from '../words.ts'
import type { Package } from '../workspace.ts'
import type { Program } from './programs.ts'

/** A program that no longer compiles. */
export interface TypeBreak {
  provider: string
  operation?: string
  text: string
}

/** Options of a strict project of today, which is the hardest that a user may have. */
const compilerOptions = {
  target: 'es2023',
  lib: ['esnext', 'dom', 'dom.iterable', 'dom.asynciterable'],
  module: 'nodenext',
  moduleDetection: 'force',
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  noEmit: true,
  types: ['node'],
}

/**
 * Type-checks programs against the built clients of today, all in one go.
 *
 * @param root the repository, whose TypeScript and `@types/node` are used
 * @param packages the published packages, which the programs import
 */
export async function checkPrograms(
  root: string,
  packages: Package[],
  programs: Program[],
): Promise<TypeBreak[]> {
  if (programs.length === 0) return []
  return withScratch(async (folder) => {
    const files = new Map(programs.map((program, index) => [`${program.provider}/${index}.ts`, program]))
    for (const { provider } of programs) await mkdir(join(folder, provider), { recursive: true })
    for (const [file, { source }] of files) await writeFile(join(folder, file), source)
    await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }))
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(projectOf(root, packages)))
    const tsc = createRequire(join(root, 'package.json')).resolve('typescript/package.json')
    const {
      code: exit,
      stdout,
      stderr,
    } = await runNode(join(tsc, '../bin/tsc'), ['--project', folder, '--pretty', 'false'], folder)
    const breaks = readOutput(stdout, files)
    if (exit !== 0 && breaks.length === 0)
      throw new Error(`TypeScript could not check programs of the last release:\n${(stdout + stderr).trim()}`)
    return breaks
  })
}

function projectOf(root: string, packages: Package[]): unknown {
  const paths = Object.fromEntries(
    packages.flatMap(({ name, folder, manifest }) =>
      Object.entries(manifest.exports ?? {}).flatMap(([subpath, target]) =>
        typeof target === 'object' && target.types
          ? [[join(name, subpath).replaceAll('\\', '/'), [join(root, folder, target.types)]]]
          : [],
      ),
    ),
  )
  return {
    compilerOptions: { ...compilerOptions, paths, typeRoots: [join(root, 'node_modules/@types')] },
    include: ['**/*.ts'],
  }
}

const message = /^(?<file>[^(\n]+)\((?<line>\d+),\d+\): error TS\d+: (?<text>.*)$/

function readOutput(output: string, files: Map<string, Program>): TypeBreak[] {
  const first = new Map<string, string>()
  for (const line of output.split('\n')) {
    const { file = '', text = '', line: number } = message.exec(line)?.groups ?? {}
    const name = file.replaceAll('\\', '/')
    const program = files.get(name)
    // One program breaks once, whatever follows from it. What is written by hand is told line by line.
    const key = program?.operation === undefined ? `${name}:${number}` : name
    if (program && !first.has(key)) first.set(key, text)
  }
  return [...first].map(([key, text]) => {
    const [file = '', line = ''] = key.split(':')
    return toldBreak(files.get(file)!, line, text)
  })
}

function toldBreak({ provider, operation }: Program, line: string, text: string): TypeBreak {
  if (operation === undefined) {
    const place = `line ${line} of ${code(`packages/${provider}/test/consumer.ts`)} of the last release`
    return { provider, text: `${place} no longer compiles: ${text}` }
  }
  return { provider, operation, text: `a program that calls ${code(operation)} no longer compiles: ${text}` }
}
