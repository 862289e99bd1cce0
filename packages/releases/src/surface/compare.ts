import type { Impact } from '../impact.ts'
import { code } from '../words.ts'
import type { Surface } from './surface.ts'

/** Something that users of a package meet and that is otherwise. */
export interface SurfaceChange {
  impact: Impact
  text: string
}

/**
 * Compares the surfaces of a package. Of a declaration that was rewritten nobody can tell by its text whether it breaks
 * programs: where a member is gone or has become required it does (`major`), otherwise it is `minor`, and the reviewer is
 * told to look.
 */
export function compareSurfaces(before: Surface, after: Surface): SurfaceChange[] {
  const found = [
    ...entries(before.declarations, after.declarations, declaration),
    ...Object.keys({ ...before.flags, ...after.flags }).flatMap((command) =>
      entries(before.flags[command] ?? {}, after.flags[command] ?? {}, (...change) =>
        flag(command, ...change),
      ),
    ),
  ]
  if (found.length > 0 || before.digest === after.digest) return found
  return [{ impact: 'patch', text: 'What is installed is otherwise, though nothing that programs name.' }]
}

function entries(
  before: Record<string, string>,
  after: Record<string, string>,
  tell: (name: string, before: string | undefined, after: string | undefined) => SurfaceChange,
): SurfaceChange[] {
  return Object.keys({ ...before, ...after })
    .filter((name) => before[name] !== after[name])
    .map((name) => tell(name, before[name], after[name]))
}

function declaration(key: string, before: string | undefined, after: string | undefined): SurfaceChange {
  const [subpath = '', name = ''] = key.split(': ')
  const what = `${code(name)}${subpath === '.' ? '' : ` of ${code(subpath)}`}`
  if (before === undefined) return { impact: 'minor', text: `${what} is exported now.` }
  if (after === undefined) return { impact: 'major', text: `${what} is no longer exported.` }
  const broken = brokenMembers(before, after)
  if (broken.length > 0) return { impact: 'major', text: `${what}: ${broken.join(', ')}.` }
  return { impact: 'minor', text: `${what} is declared otherwise; see whether programs break.` }
}

function brokenMembers(before: string, after: string): string[] {
  const old = membersOf(before)
  const young = membersOf(after)
  const gone = [...old.keys()].filter((name) => !young.has(name)).map((name) => `${code(name)} is gone`)
  const needed = [...young]
    .filter(([name, isOptional]) => !isOptional && old.get(name) === true)
    .map(([name]) => `${code(name)} is required`)
  return [...gone, ...needed]
}

/** Members of an interface or class → whether they are optional. */
function membersOf(text: string): Map<string, boolean> {
  const lines = text.matchAll(/^ {4}(?:readonly |static )*(?<name>\w+)(?<optional>\?)?[(<:]/gm)
  return new Map([...lines].map(({ groups }) => [groups!['name']!, groups!['optional'] === '?']))
}

function flag(
  command: string,
  name: string,
  before: string | undefined,
  after: string | undefined,
): SurfaceChange {
  const what = `${code(`${command} ${name}`)}`
  if (before === undefined) return { impact: 'minor', text: `${what} is a new flag.` }
  if (after === undefined) return { impact: 'major', text: `The flag ${what} is gone.` }
  return { impact: 'patch', text: `The flag ${what} is described otherwise.` }
}
