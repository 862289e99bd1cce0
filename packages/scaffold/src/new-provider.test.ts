/** What `npm run new-provider` makes is green as it stands, and shows everywhere, with no other edit. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { listProviders } from '@parlance/compiler'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Copy, copyRepository } from '../test/copy.ts'
import { build, newProvider, pass } from '../test/run.ts'
import { listFiles } from './stage.ts'

const name = 'acme-mail'
const providers = listProviders()
const [other = ''] = providers
/** Each step is a process or two; how long one takes depends on the machine. */
const long = 300_000

let copy: Copy
beforeAll(() => void (copy = copyRepository(providers)), long)
afterAll(() => copy?.[Symbol.dispose]())

/** Files that a registration by hand would be in, with their texts. */
function registries(): string[] {
  return ['.changeset', 'scripts', 'packages/docs/src', 'packages/mock/src', 'packages/conformance/src']
    .flatMap((folder) => listFiles(join(copy.root, folder)).map((file) => join(folder, file)))
    .filter((file) => !file.includes(name))
    .map((file) => `${file}\n${readFileSync(join(copy.root, file), 'utf8')}`)
}

test('a dry run lists the files and writes none', () => {
  const { code, output } = newProvider(copy.root, name, '--dry-run')
  expect(code).toBe(0)
  expect(output).toContain(`specs/${name}/openapi.yaml\n`)
  expect(existsSync(join(copy.root, 'specs', name))).toBe(false)
  expect(existsSync(join(copy.root, '.changeset', `${name}.md`))).toBe(false)
})

test('a bad name ends with an error and what to take instead', () => {
  const { code, output } = newProvider(copy.root, other)
  expect(code).toBe(1)
  expect(output).toBe(
    `✗ "${other}" cannot be the name of a provider: specs/${other} exists already. How about "${other}-api"?\n`,
  )
})

describe('a provider from nothing', () => {
  let before: string[]
  let output: string
  beforeAll(() => {
    before = registries()
    output = newProvider(copy.root, name, '--server', 'https://mail.acme.example/api/v3').output
  }, long)

  test('is told with what to do next, and changes no other file', () => {
    expect(output).toContain('✓ Made ')
    expect(output).toContain(`git clean -fdx specs/${name} packages/${name} .changeset/${name}.md`)
    expect(registries()).toEqual(before)
  })

  test(
    'passes lint, bundles, and its client compiles',
    () => {
      build(copy.root, name)
      const workflow = 'workflows/write-and-read-a-note.arazzo.yaml'
      const lint = ['lint', 'openapi.yaml', workflow, '--config', '../../redocly.yaml']
      expect(pass(copy.root, `specs/${name}`, 'redocly', ...lint)).toContain('valid')
      expect(pass(copy.root, `packages/${name}`, 'tsc')).toBe('')
    },
    long,
  )

  test(
    'is formatted and linted like everything else',
    () => {
      const folders = [`specs/${name}`, `packages/${name}`, `.changeset/${name}.md`]
      expect(pass(copy.root, '.', 'oxfmt', '--check', ...folders)).toContain('correct format')
      expect(pass(copy.root, '.', 'oxlint', '--deny-warnings', `packages/${name}`)).toContain('0 errors')
    },
    long,
  )

  test(
    'is in the mock, where its own tests pass',
    () => {
      const assembled = pass(copy.root, '.', process.execPath, 'packages/mock/src/assemble.ts')
      expect(assembled).toContain(`${name}, ${other}`)
      expect(pass(copy.root, `packages/${name}`, 'vitest', 'run')).toContain('passed')
    },
    long,
  )

  test(
    'conforms: examples, operations, errors, verdicts, workflow, samples and score',
    () => {
      const { length } =
        pass(copy.root, 'packages/conformance', 'vitest', 'run', '-t', name).match(/✓ .* \(/g) ?? []
      expect(length).toBeGreaterThan(5)
    },
    long,
  )

  test(
    'is in the docs: reference, guides, client and search',
    () => {
      pass(copy.root, `specs/${name}`, process.execPath, '../../packages/docs/src/cli/reference.ts')
      const site = join(copy.root, 'site')
      pass(copy.root, '.', process.execPath, 'packages/docs/src/cli/assemble.ts', '--out', site)
      for (const page of ['reference', 'guides', 'clients']) {
        expect(listFiles(join(site, page, name))).toContain(
          page === 'guides' ? 'authentication/index.html' : 'index.html',
        )
      }
      expect(readFileSync(join(site, 'index.html'), 'utf8')).toContain(`reference/${name}/`)
      expect(readFileSync(join(site, 'assets/search-index.json'), 'utf8')).toContain(`reference/${name}/`)
    },
    long,
  )

  test('cannot be made a second time', () => {
    expect(newProvider(copy.root, name).output).toContain(`specs/${name} exists already`)
  })
})
