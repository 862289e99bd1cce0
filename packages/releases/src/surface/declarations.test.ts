import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { exportsOf } from './declarations.ts'
import { builtFiles } from './files.ts'

async function folderWith(files: Record<string, string>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'parlance-surface-test-'))
  onTestFinished(() => rm(root, { recursive: true }))
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true })
    await writeFile(join(root, name), text)
  }
  return root
}

test('exports are followed through files, renamed, and told without comments', async () => {
  const folder = await folderWith({
    'dist/index.d.ts': `/** The package. */
export { one, type Two as Second } from './parts/index.ts';
export * from './more.js';
declare const hidden: unique symbol;
declare function own(): void;
export { own };
`,
    'dist/parts/index.d.ts': `import type { Errors } from '../errors.ts';
export { one } from './errors.ts';
/** Two of them. */
export interface Two {
    /** First. */
    a: Errors;
}
`,
    'dist/parts/errors.d.ts': 'export declare function one(): void;\n',
    'dist/errors.d.ts': 'export type Errors = string;\n',
    'dist/more.d.ts':
      'export declare function over(a: string): void;\nexport declare function over(a: number): void;\n',
  })
  expect(Object.fromEntries(exportsOf(folder, 'dist/index.d.ts'))).toEqual({
    one: 'export declare function one(): void;',
    Second: 'export interface Two {\n    a: Errors;\n}',
    over: 'export declare function over(a: string): void;\nexport declare function over(a: number): void;',
    own: 'declare function own(): void;',
  })
})

test('what is installed is what is reached, and nothing that lies beside it', async () => {
  const folder = await folderWith({
    'dist/index.js': "import { a } from './a.js'\nexport const load = () => import('./late.js')\n",
    'dist/index.d.ts': "export type { A } from './a.ts'\n",
    'dist/a.js': '',
    'dist/a.d.ts': '',
    'dist/late.js': '',
    'dist/left-over.js': '',
    'dist/cli.js': "import './a.js'\n",
  })
  const manifest = {
    name: 'small',
    version: '0.0.0',
    bin: { small: './dist/cli.js' },
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
  }
  expect(builtFiles(folder, manifest).files).toEqual([
    'dist/a.d.ts',
    'dist/a.js',
    'dist/cli.js',
    'dist/index.d.ts',
    'dist/index.js',
    'dist/late.js',
  ])
  expect(() => builtFiles(folder, { ...manifest, bin: { small: './dist/none.js' } })).toThrow(
    'dist/none.js is missing. Run `npm run build`, which makes it.',
  )
})
