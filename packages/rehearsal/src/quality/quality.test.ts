/** That the questions can be answered wrongly: one good package, and what is wrong with it after one change. */
import { expect, test } from 'vitest'
import type { Published } from '../published.ts'
import { localTraces, missingFiles, strayFiles } from './contents.ts'
import { undocumented } from './declarations.ts'
import { exportProblems, manifestProblems } from './manifest.ts'
import { deadLinks, missingSections } from './readme.ts'
import { excess, isCurrent, sizeIn, withSizes } from './sizes.ts'
import type { Tarball } from './tarball.ts'

const manifest = {
  name: '@parlance/runtime',
  version: '1.0.0',
  description: 'What every client needs to make a call.',
  license: 'MIT',
  keywords: ['api', 'client', 'fetch'],
  type: 'module',
  sideEffects: false,
  engines: { node: '>=22' },
  exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
  dependencies: { 'url-template': '3.1.1' },
}
const published: Published = { folder: 'runtime', manifest }

function packageWith(changes: Record<string, string | undefined> = {}, fields: object = {}): Tarball {
  const files = {
    'package.json': '{}',
    'README.md': '# Runtime\n',
    LICENSE: 'MIT',
    'CHANGELOG.md': '# Changes\n',
    'dist/index.js': 'export {}\n',
    'dist/index.d.ts': "export { start, type Other as Another } from './kernel.ts';\n",
    'dist/kernel.js': '',
    'dist/kernel.d.ts':
      '/** Starts. */\nexport declare function start(): void;\nexport declare function hidden(): void;\n',
    ...changes,
  }
  const there = Object.entries(files).filter((file): file is [string, string] => file[1] !== undefined)
  return {
    manifest: { ...manifest, ...fields },
    files: new Map(there),
    bytes: new Uint8Array(),
    unpacked: 0,
  }
}

test('nothing is wrong with a good package', () => {
  const good = packageWith()
  for (const ask of [missingFiles, localTraces, manifestProblems, exportProblems, undocumented, deadLinks]) {
    expect(ask(good)).toEqual([])
  }
  expect(strayFiles(good, published)).toEqual([])
})

test.for([
  ['README.md', undefined],
  ['LICENSE', ' \n'],
  ['CHANGELOG.md', undefined],
] as const)('%s is missed', ([file, text]) => {
  expect(missingFiles(packageWith({ [file]: text }))).toEqual([file])
})

test.for(['dist/gone.js', 'dist/index.test.js', 'src/index.ts', 'tsconfig.tsbuildinfo', 'dist/index.js.map'])(
  '%s does not belong',
  (file) => expect(strayFiles(packageWith({ [file]: '' }), published)).toEqual([file]),
)

test.for(['"workspace:*"', '"catalog:"', '//# sourceMappingURL=a', '/home/jane/code', String.raw`C:\Users`])(
  '%s in a file is told',
  (text) => expect(localTraces(packageWith({ 'dist/kernel.js': text }))).toHaveLength(1),
)

test('paths of addresses are not taken for those of a disk', () => {
  expect(localTraces(packageWith({ 'README.md': 'https://example.com/home/a and a/tmp/b' }))).toEqual([])
})

test.for([
  ['license', 'ISC'],
  ['engines', undefined],
  ['keywords', []],
  ['description', 'client'],
  ['sideEffects', undefined],
  ['type', 'commonjs'],
  ['dependencies', { ajv: '^8.0.0' }],
  ['repository', 'https://github.com/your-org/your-repo'],
] as const)('package.json with another %s is told', ([field, value]) => {
  expect(manifestProblems(packageWith({}, { [field]: value })).length).toBeGreaterThan(0)
})

test('an export that leads nowhere or has no types is told', () => {
  expect(exportProblems(packageWith({ 'dist/index.d.ts': undefined }))).toHaveLength(1)
  expect(exportProblems(packageWith({}, { exports: { '.': { default: './dist/index.js' } } }))).toEqual([
    '.: has no types',
  ])
})

test('what is passed on without a comment is told, what stays inside is not', () => {
  const silent = 'export declare function start(): void;\nexport declare const hidden: 1;\n'
  expect(undocumented(packageWith({ 'dist/kernel.d.ts': silent }))).toEqual(['dist/kernel.d.ts: start'])
})

test('links that only the repository can follow are told; samples have none', () => {
  const text = '[a](api.md) [b](../../b.md) [c](#c) [d](https://d.example)\n\n```md\n[e](e.md)\n```\n'
  expect(deadLinks(packageWith({ 'README.md': text }))).toEqual([
    'README.md: api.md',
    'README.md: ../../b.md',
  ])
  expect(deadLinks(packageWith({ 'README.md': '[a](api.md#x)\n', 'api.md': 'a' }))).toEqual([])
})

test('a client whose README says nothing is told what to say', () => {
  const client = packageWith({}, { exports: { './openapi.json': './dist/openapi.json' } })
  expect(missingSections(client)).toEqual([
    'install',
    'first call',
    'credentials',
    'environment variables',
    'table of operations',
    'errors',
    'limits',
  ])
})

test('a package that is too large is told, a new one too', () => {
  const huge = { packed: 1e6, unpacked: 1, files: 1 }
  expect(excess('@parlance/runtime', huge)).toEqual([expect.stringContaining('packed: 1000000')])
  expect(excess('@parlance/new', huge)).toEqual([expect.stringContaining('without a budget of its own')])
  expect(excess('@parlance/new', { packed: 1, unpacked: 1, files: 1 })).toEqual([])
})

test('the table of sizes may be off by a tenth', () => {
  const size = { packed: 100, unpacked: 1000, files: 40 }
  const text = withSizes('<!-- sizes: made -->\n<!-- /sizes -->\n', { a: size })
  expect(sizeIn(text, 'a')).toEqual(size)
  expect(isCurrent({ ...size, packed: 108 }, 'a', text)).toBe(true)
  expect(isCurrent({ ...size, packed: 130 }, 'a', text)).toBe(false)
  expect(isCurrent(size, '@parlance/runtime', text)).toBe(false)
  expect(isCurrent(size, '@parlance/new', text)).toBe(true)
})
