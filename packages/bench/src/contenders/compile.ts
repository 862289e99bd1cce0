/** Generated source becomes what a package would publish, so that every client is measured in the same form. */
import { writeFiles } from '../files.ts'
import { runScript, typescript5 } from '../tools.ts'

const settings = {
  compilerOptions: {
    target: 'es2023',
    lib: ['esnext', 'dom', 'dom.iterable', 'dom.asynciterable'],
    module: 'nodenext',
    strict: true,
    skipLibCheck: true,
    types: [],
    declaration: true,
    rootDir: 'source',
    outDir: 'client',
  },
  include: ['source'],
}

/** Compiles `source/` of a folder to ESM and declarations in `client/`. */
export async function compileSource(folder: string): Promise<void> {
  writeFiles(folder, { 'tsconfig.json': JSON.stringify(settings) })
  await runScript(typescript5, ['-p', folder], folder)
}
