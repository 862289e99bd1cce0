/**
 * How changesets become a CHANGELOG.md: as they are written, without hashes of commits, and without a word on dependencies
 * that moved along. `.changeset/config.json` names this module; it imports types alone, because a release runs it in a copy.
 */
import type { ChangelogFunctions } from '@changesets/types'

const marker = /^<!-- proposed by `npm run changeset`: [0-9a-f]{16} -->\n+/m

/** A changeset as an entry: its own words. */
export const getReleaseLine: ChangelogFunctions['getReleaseLine'] = ({ summary }) =>
  `\n${summary.replace(marker, '').trim()}\n\n`

/** All packages of the fixed group move together, which is worth no line. */
export const getDependencyReleaseLine: ChangelogFunctions['getDependencyReleaseLine'] = () => ''
