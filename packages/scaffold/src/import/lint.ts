/** What the house rules still miss in a spec. */
import { join } from 'node:path'
import { redocly } from '../tools.ts'

/** One finding of a rule. */
export interface Finding {
  rule: string
  message: string
  /** `paths/pets.yaml:12`, from the folder of the spec. */
  place: string
}

interface Problem {
  ruleId: string
  message: string
  location: { source: { ref: string }; start?: { line: number } }[]
}

/** Lints a spec by the repository's rules. */
export function lint(root: string, spec: string): Finding[] {
  const { stdout, output } = redocly(
    spec,
    'lint',
    'openapi.yaml',
    '--config',
    join(root, 'redocly.yaml'),
    '--format',
    'json',
    '--max-problems',
    '1000000',
  )
  const start = stdout.indexOf('{')
  if (start < 0) throw new Error(`The new spec could not be linted:\n${output}`)
  const { problems } = JSON.parse(stdout.slice(start)) as { problems: Problem[] }
  return problems.map(({ ruleId, message, location }) => {
    const [{ source, start } = { source: { ref: 'openapi.yaml' } }] = location
    return { rule: ruleId, message, place: `${source.ref}:${start?.line ?? 1}` }
  })
}
