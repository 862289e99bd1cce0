/** What a program costs the type checker. */
import { basename, dirname, join } from 'node:path'
import { writeFiles } from '../files.ts'
import { runScript, typescript5, workFolder } from '../tools.ts'

const compilerOptions = {
  target: 'es2023',
  lib: ['esnext', 'dom', 'dom.iterable', 'dom.asynciterable'],
  module: 'nodenext',
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
}

/**
 * How often the checker makes a type from a generic one for a program, over what it does for an empty one: a number
 * that is the same on every machine.
 *
 * @throws {Error} when the program has type errors.
 */
export async function instantiations(program: string, compiler = typescript5): Promise<number> {
  const [own, empty] = await Promise.all([check(program, compiler), checkEmpty(compiler)])
  return own - empty
}

const empties = new Map<string, Promise<number>>()

function checkEmpty(compiler: string): Promise<number> {
  const program = join(workFolder, 'empty', 'empty.ts')
  writeFiles(workFolder, { 'empty/empty.ts': 'export {}\n' })
  const known = empties.get(compiler) ?? check(program, compiler)
  empties.set(compiler, known)
  return known
}

async function check(program: string, compiler: string): Promise<number> {
  const folder = dirname(program)
  const settings = `${basename(program, '.ts')}.tsconfig.json`
  writeFiles(folder, { [settings]: JSON.stringify({ compilerOptions, files: [basename(program)] }) })
  const output = await runScript(compiler, ['-p', settings, '--extendedDiagnostics'], folder)
  return readInstantiations(output)
}

/** Reads the line `Instantiations: 85` of `tsc --extendedDiagnostics`. */
export function readInstantiations(output: string): number {
  const text = /^Instantiations:\s*(\d+)/m.exec(output)?.[1]
  if (text === undefined) throw new Error(`tsc printed no number of instantiations:\n${output}`)
  return Number(text)
}
