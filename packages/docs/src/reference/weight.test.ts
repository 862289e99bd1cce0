/** What readers download for a reference, besides the Redoc that all references share. */
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { scratch } from '../../test/fixture.ts'
import { buildReferences } from '../../test/references.ts'

const references = await buildReferences(await scratch(afterAll))

describe.each(references.providers)('the reference of %s', (provider) => {
  test('weighs little: the page 30 kB, its document 70 kB, compressed', async () => {
    const page = await references.read(provider, 'index.html')
    const [documentName = ''] = /document\.\w+\.json/.exec(page) ?? []
    const document = await references.read(provider, documentName)
    expect(gzipSync(page).length).toBeLessThan(30_000)
    expect(gzipSync(document).length).toBeLessThan(70_000)
  })

  test('has every sample under a label that Redoc was told to show', async () => {
    const page = await references.read(provider, 'index.html')
    const [documentName = ''] = /document\.\w+\.json/.exec(page) ?? []
    const document = await references.read(provider, documentName)
    const used = new Set([...document.matchAll(/"label":"(\w+)","source"/g)].map(([, label]) => label))
    const shown = [...page.matchAll(/"label":"(\w+)"/g)].map(([, label]) => label)
    expect(used.size).toBeGreaterThan(0)
    expect(shown).toEqual([...used, 'Payload'])
  })
})
