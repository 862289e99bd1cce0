import { posix } from 'node:path'
import type { Tarball } from './tarball.ts'

/** `dist/a.d.ts: createClient`: what users may import and editors would show without a word about it. */
export function undocumented({ manifest, files }: Tarball): string[] {
  const entries = Object.values(manifest.exports).flatMap((target) =>
    typeof target === 'object' && target.types ? [posix.normalize(target.types)] : [],
  )
  return [...new Set(entries.flatMap((entry) => silentIn(entry, files)))]
}

/** Looks into a file and into those it passes on; `only` are the names that are passed on, where not all are. */
function silentIn(file: string, files: Tarball['files'], only?: ReadonlySet<string>): string[] {
  const text = files.get(file)
  if (text === undefined) return []
  const own = silentDeclarations(text).filter((name) => !only || only.has(name))
  const passedOn = [...text.matchAll(/^export (?:\*|\{([^}]*)\}) from '(\.[^']+)\.(?:ts|js)';$/gm)]
  return [
    ...own.map((name) => `${file}: ${name}`),
    ...passedOn.flatMap(([, names, path]) => {
      const next = `${posix.join(posix.dirname(file), path!)}.d.ts`
      return silentIn(next, files, names === undefined ? only : namesIn(names))
    }),
  ]
}

/** `a, type B, c as d` → a and c, as they are called where they come from. */
function namesIn(list: string): Set<string> {
  return new Set(list.split(',').map((name) => name.trim().split(' as ')[0]!))
}

/** Functions, classes and constants without a comment; of overloads, the first has the words for all. */
function silentDeclarations(text: string): string[] {
  const lines = text.split('\n')
  const seen = new Set<string>()
  return lines.flatMap((line, index) => {
    const name = /^export (?:declare )?(?:abstract )?(?:function|class|const) (\w+)/.exec(line)?.[1]
    if (name === undefined || seen.has(name)) return []
    seen.add(name)
    return lines[index - 1]?.trimEnd().endsWith('*/') ? [] : [name]
  })
}
