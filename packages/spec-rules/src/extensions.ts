/**
 * The catalogue of `x-` extensions a Parlance document may use: one entry each, with the JSON Schema its value must
 * satisfy. Lint refuses every other `x-` key, so this is the complete vocabulary in which behaviour is written.
 */
import { access } from './extensions/access.ts'
import { calls } from './extensions/calls.ts'
import { docs } from './extensions/docs.ts'
import { errors } from './extensions/errors.ts'
import type { Extension } from './extensions/extension.ts'
import { knowledge } from './extensions/knowledge.ts'
import { webhooks } from './extensions/webhooks.ts'

export { checkable } from './extensions/checks.ts'
export { counted } from './extensions/limits.ts'
export { evidenceLevels, type Extension, type Place, retrySafeties } from './extensions/extension.ts'

export const extensions: Record<string, Extension> = {
  ...knowledge,
  ...calls,
  ...errors,
  ...access,
  ...webhooks,
  ...docs,
}
