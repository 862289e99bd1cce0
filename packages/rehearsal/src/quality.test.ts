/** What every package on npm owes to those who install it. */
import { listPublished } from '@parlance/compiler'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localTraces, missingFiles, strayFiles } from './quality/contents.ts'
import { undocumented } from './quality/declarations.ts'
import { publintMessages, typeProblems } from './quality/lint.ts'
import { exportProblems, manifestProblems } from './quality/manifest.ts'
import { type Packed, packAll } from './quality/pack.ts'
import { deadLinks, missingSections } from './quality/readme.ts'
import { excess, isCurrent, sizeOf } from './quality/sizes.ts'
import { openWorkshop, type Workshop } from './workshop.ts'

const folders = listPublished().map(({ folder }) => folder)

let workshop: Workshop
let all: Packed[]

beforeAll(async () => {
  workshop = openWorkshop()
  all = await packAll(workshop)
}, 120_000)

afterAll(() => workshop[Symbol.asyncDispose]())

test('there are packages to publish', () => expect(folders.length).toBeGreaterThan(2))

describe.for(folders)('%s', (folder) => {
  const packed = () => all.find((one) => one.folder === folder)!
  const tarball = () => packed().tarball

  test('has what belongs into a package', () => expect(missingFiles(tarball())).toEqual([]))

  test('has nothing else: if a file has no source any more, delete it from dist', () => {
    expect(strayFiles(tarball(), packed())).toEqual([])
  })

  test('names nothing of the machine it was packed on', () => expect(localTraces(tarball())).toEqual([]))

  test('has the version of the release, and so have its siblings', () => {
    const { version, dependencies = {} } = tarball().manifest
    const siblings = Object.entries(dependencies).filter(([name]) => name.startsWith('@parlance/'))
    expect(version).toBe(packed().manifest.version)
    for (const [, sibling] of siblings) expect(sibling).toBe(version)
  })

  test('says what npm and bundlers ask', () => expect(manifestProblems(tarball())).toEqual([]))

  test('exports files that are there, with types', () => expect(exportProblems(tarball())).toEqual([]))

  test('explains whatever its exports lead to', () => expect(undocumented(tarball())).toEqual([]))

  test('pleases publint', async () => expect(await publintMessages(tarball())).toEqual([]))

  test('has the right types', async () => expect(await typeProblems(tarball())).toEqual([]))

  test('says in its README how to begin', () => expect(missingSections(tarball())).toEqual([]))

  test('has no dead link', () => expect(deadLinks(tarball())).toEqual([]))

  test('keeps within its budget', () => {
    expect(excess(packed().manifest.name, sizeOf(tarball()))).toEqual([])
  })

  test('is as large as README.md says: run `pnpm sizes` here if not', () => {
    expect(isCurrent(sizeOf(tarball()), packed().manifest.name)).toBe(true)
  })
})
