import type { NewChangesetWithCommit } from '@changesets/types'
import { expect, test } from 'vitest'
import { getDependencyReleaseLine, getReleaseLine } from './changelog.ts'
import { isProposal, marked } from './gate/marker.ts'

const proposal = marked("---\n'@parlance/acme': minor\n---\n", 'Acme\n\n- More widgets.\n')

const entry = (summary: string) => getReleaseLine({ summary } as NewChangesetWithCommit, 'minor', null)

test('an entry is what was written, without the mark of a proposal', () => {
  expect(entry('More *widgets*.\n\n- All of them.\n')).toBe('\nMore *widgets*.\n\n- All of them.\n\n')
  expect(entry(proposal.split('---\n')[2]!)).toBe('\nAcme\n\n- More widgets.\n\n')
})

test('dependencies that move along are worth no line', () => {
  expect(getDependencyReleaseLine([], [], null)).toBe('')
})

test('a proposal is known by its mark until a word is edited, whatever a formatter does to its space', () => {
  expect(isProposal(proposal)).toBe(true)
  expect(isProposal(proposal.replace('Acme\n\n-', 'Acme\n-'))).toBe(true)
  expect(isProposal(proposal.replace('More', 'Many more'))).toBe(false)
  expect(isProposal(proposal.replace(': minor', ': major'))).toBe(false)
  expect(isProposal(proposal.replace(/<!--.*-->\n/, ''))).toBe(false)
})
