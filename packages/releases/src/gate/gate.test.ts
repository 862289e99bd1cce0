import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Document } from '@parlance/compiler'
import { afterAll, describe, expect, test } from 'vitest'
import { acme } from '../../test/acme.ts'
import {
  addProvider,
  edit,
  editJson,
  releasedRepository,
  removeTemplate,
  repositoryOf,
  say,
  write,
} from '../../test/repository.ts'
import { assess } from './assess.ts'
import { readChangesets } from './changesets.ts'
import { judge, type Judgement } from './judge.ts'
import { gateMarkdown, gateText } from './table.ts'

afterAll(removeTemplate)

const judged = async (root: string): Promise<Judgement> => judge(await assess(root), readChangesets(root))

/** The row of a package, as the table shows it. */
function row({ rows }: Judgement, name = 'acme') {
  const { demanded, said, verdict, mend } = rows.find((one) => one.name === `@parlance/${name}`)!
  return { demanded, said, verdict, mend }
}

const breakIt = (document: Document) => {
  document.components!.schemas!['WidgetCreate']!.required!.push('colour')
}
const extendIt = (document: Document) => {
  document.components!.schemas!['Widget']!.properties!['weight'] = { type: 'number', description: 'Weight.' }
}
const wordIt = (document: Document) => {
  document.paths['/widgets']!.post!.description = 'It takes a while.'
}

describe('of a release that is 1.0 or later', () => {
  test.each([
    ['a break demands major', breakIt, 'major'],
    ['an extension demands minor', extendIt, 'minor'],
    ['words demand patch', wordIt, 'patch'],
  ] as const)(
    '%s: refused without a changeset and with a smaller one, passed with it or a larger one',
    async (_, change, bump) => {
      const root = await releasedRepository('1.2.3')
      await edit(root, change)
      const assessment = await assess(root)
      const mend = 'Run `npm run changeset`, which writes one, and edit it.'
      expect(row(judge(assessment, []))).toEqual({
        demanded: bump,
        said: undefined,
        verdict: 'missing',
        mend,
      })

      const bumps = ['major', 'minor', 'patch'] as const
      for (const said of bumps) {
        await say(root, 'mine', { acme: said }, 'Widgets.')
        const judgement = judge(assessment, readChangesets(root))
        const isEnough = bumps.indexOf(said) <= bumps.indexOf(bump)
        expect(row(judgement).verdict).toBe(isEnough ? 'ok' : 'too small')
        expect(row(judgement).mend).toBe(
          isEnough
            ? ''
            : `Write \`'@parlance/acme': ${bump}\` instead of \`${said}\` in \`.changeset/mine.md\`.`,
        )
        expect(judgement.passed).toBe(isEnough)
      }
    },
  )

  test('no change demands no changeset', async () => {
    const judgement = await judged(await releasedRepository('1.2.3'))
    expect(row(judgement)).toEqual({ demanded: undefined, said: undefined, verdict: 'ok', mend: '' })
    expect(judgement.passed).toBe(true)
  })

  test('a changeset for another package does not count', async () => {
    const root = await releasedRepository('1.2.3')
    await edit(root, extendIt)
    await say(root, 'mine', { mock: 'major' }, 'Faster.')
    expect(row(await judged(root)).verdict).toBe('missing')
  })
})

test('while the version is 0.x, a break demands minor', async () => {
  const root = await releasedRepository('0.4.0')
  await edit(root, breakIt)
  expect(row(await judged(root)).demanded).toBe('minor')
  await say(root, 'mine', { acme: 'minor' }, 'A colour is needed.')
  expect((await judged(root)).passed).toBe(true)
})

test('before the first release one changeset is enough, whatever it says', async () => {
  const root = await repositoryOf('0.0.0')
  const silent = await judged(root)
  expect(silent.problems).toEqual([
    'Nothing says what the first release brings: write a changeset with `npx changeset`.',
  ])
  expect(gateText(silent)).toContain('Nothing has been released yet (0.0.0): one changeset is enough.')
  await say(root, 'first', { acme: 'patch' }, 'Widgets.')
  expect((await judged(root)).passed).toBe(true)
})

test('a provider that was added is new, one that was removed breaks programs', async () => {
  const root = await releasedRepository('1.2.3')
  await addProvider(root, 'birch', { ...acme(), info: { ...acme().info, title: 'Birch API' } })
  await rm(join(root, 'specs/acme'), { recursive: true })
  await rm(join(root, 'packages/acme'), { recursive: true })
  const judgement = await judged(root)
  expect(row(judgement, 'birch')).toMatchObject({ demanded: 'minor', verdict: 'missing' })
  expect(row(judgement)).toMatchObject({
    demanded: 'major',
    verdict: 'missing',
    mend: '`@parlance/acme` is gone: say so in a changeset with the bump `major` for any package.',
  })
  await say(root, 'mine', { birch: 'minor', mock: 'major' }, 'Birch for Acme.')
  expect((await judged(root)).passed).toBe(true)
})

describe('what the document does not tell', () => {
  test('types that programs of the last release do not fit, told by operation and by line', async () => {
    const root = await releasedRepository('1.2.3')
    const file = join(root, 'packages/acme/dist/client.d.ts')
    const text = await readFile(file, 'utf8')
    expect(text).toContain('get(id: string,')
    await write(root, {
      'packages/acme/dist/client.d.ts': text.replace('get(id: string,', 'get(id: number,'),
    })
    const { packages } = await assess(root)
    const broken = packages.find(({ name }) => name === '@parlance/acme')!
    expect(broken.demanded).toBe('major')
    expect(broken.spec).toEqual([])
    expect(broken.types).toEqual([
      {
        provider: 'acme',
        text: "line 5 of `packages/acme/test/consumer.ts` of the last release no longer compiles: Argument of type 'string' is not assignable to parameter of type 'number'.",
      },
      {
        provider: 'acme',
        operation: 'widgets.get',
        text: "a program that calls `widgets.get` no longer compiles: Argument of type 'string' is not assignable to parameter of type 'number'.",
      },
    ])
  })

  test('a method that is called otherwise in the API report', async () => {
    const root = await releasedRepository('1.2.3')
    const file = join(root, 'packages/acme/api.md')
    const text = await readFile(file, 'utf8')
    await write(root, { 'packages/acme/api.md': text.replaceAll('widgets.get(', 'widgets.read(') })
    const judgement = await judged(root)
    expect(row(judgement).demanded).toBe('major')
    expect(gateText(judgement)).toContain('- major: The method widgets.get is gone.')
    expect(gateText(judgement)).toContain('- minor: The method widgets.read is new.')
  })

  test.each([
    [
      'a flag',
      'dist/cli.js',
      '--port <number>',
      '--door <number>',
      'major',
      'The flag `mock --port` is gone.',
    ],
    [
      'an export',
      'dist/index.d.ts',
      'createMock(',
      'startMock(',
      'major',
      '`createMock` is no longer exported.',
    ],
    ['an option', 'dist/index.d.ts', 'port?', 'port', 'major', '`Options`: `port` is required.'],
    [
      'a new option',
      'dist/index.d.ts',
      'port?: number;',
      'port?: number;\n    host?: string;',
      'minor',
      '`Options` is declared otherwise; see whether programs break.',
    ],
    [
      'code alone',
      'dist/index.js',
      '{}',
      '{ return 1 }',
      'patch',
      'What is installed is otherwise, though nothing that programs name.',
    ],
  ])('%s of the mock', async (_, file, before, after, bump, text) => {
    const root = await releasedRepository('1.2.3')
    const path = `packages/mock/${file}`
    const content = await readFile(join(root, path), 'utf8')
    await write(root, { [path]: content.replace(before, after) })
    const judgement = await judged(root)
    expect(row(judgement, 'mock')).toMatchObject({ demanded: bump, verdict: 'missing' })
    const { signatures } = judgement.rows.find(({ name }) => name === '@parlance/mock')!
    expect(signatures).toContainEqual({ impact: bump, text })
  })

  test('what a package needs to be installed; its scripts and its version are nobody’s business', async () => {
    const root = await releasedRepository('1.2.3')
    await editJson(root, 'packages/mock/package.json', { scripts: { test: 'true' }, version: '9.9.9' })
    expect(row(await judged(root), 'mock').demanded).toBeUndefined()
    await editJson(root, 'packages/mock/package.json', { engines: { node: '>=99' } })
    expect(row(await judged(root), 'mock')).toMatchObject({
      demanded: 'patch',
      mend: 'Write a changeset for `@parlance/mock` with the bump `patch` by `npx changeset`: only its author knows what it means to users. Where they notice nothing, write `none`.',
    })
  })
})

test('`none` is enough where only code differs, and nowhere else', async () => {
  const root = await releasedRepository('1.2.3')
  await write(root, { 'packages/mock/dist/index.js': 'export function createMock() { return 1 }\n' })
  await say(root, 'mine', { mock: 'none', acme: 'none' }, 'Nobody notices.')
  expect(row(await judged(root), 'mock')).toMatchObject({ said: 'none', verdict: 'ok' })
  await edit(root, wordIt)
  expect(row(await judged(root))).toMatchObject({ demanded: 'patch', verdict: 'missing' })
})

describe('the table', () => {
  test('has a row for each package, and its reasons below', async () => {
    const root = await releasedRepository('1.2.3')
    await edit(root, breakIt)
    const judgement = await judged(root)
    expect(gateMarkdown(judgement)).toBe(`### What changes for users

Since 1.2.3. The changesets do not say enough.

| package             | spec    | signatures | types            | demanded | changeset says | verdict |
| ------------------- | ------- | ---------- | ---------------- | -------- | -------------- | ------- |
| \`@parlance/acme\`    | 1 major | –          | 1 program broken | major    | –              | missing |
| \`@parlance/mock\`    | –       | –          | –                | –        | –              | ok      |
| \`@parlance/runtime\` | –       | –          | –                | –        | –              | ok      |

**@parlance/acme**

- major: \`widgets.create\` needs \`colour\` now.
- major: line 6 of \`packages/acme/test/consumer.ts\` of the last release no longer compiles: Argument of type '{ name: string; }' is not assignable to parameter of type 'WidgetCreate'.

→ Run \`npm run changeset\`, which writes one, and edit it.`)
  })
})

test('a changeset that nobody can read, or for what is not published, is refused by its name', async () => {
  const root = await releasedRepository()
  await say(root, 'mine', { nothing: 'minor' }, 'Nothing.')
  expect(() => readChangesets(root)).toThrow(
    '.changeset/mine.md names @parlance/nothing, which is not published. Name one of @parlance/acme, @parlance/mock, @parlance/runtime, or remove the line.',
  )
  await write(root, { '.changeset/mine.md': 'Nothing.\n' })
  expect(() => readChangesets(root)).toThrow('.changeset/mine.md is no changeset: ')
})
