/** A root with what an import reads of a repository, and no provider. */
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '@parlance/compiler'
import { openStage, type Stage } from '../src/stage.ts'

const read = [
  '.oxfmtrc.json',
  'node_modules',
  'packages/mock',
  'packages/runtime',
  'packages/spec-rules',
  'redocly.yaml',
  'tsconfig.base.json',
]

/** Makes such a root. Disposed, it is gone; what it is linked to stays. */
export function bareRoot(): Stage {
  const stage = openStage()
  for (const folder of ['packages', 'specs', '.changeset']) mkdirSync(join(stage.folder, folder))
  for (const file of read) symlinkSync(join(root, file), join(stage.folder, file))
  return stage
}
