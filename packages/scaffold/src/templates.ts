/** The files a provider begins with: `templates/`, where `{{name}}` in a path or text stands for a value, and nothing else is special. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../templates/', import.meta.url))
const suffix = '.template'

/** A file's path, from the root of the repository, with `/` → text. */
export type Files = Record<string, string>

/**
 * The templates below one folder, filled in.
 *
 * @param part folder below `templates/`: `all`, `new` or `import`.
 * @throws {Error} when a template asks for a value that is not given.
 */
export function fillTemplates(part: string, values: Readonly<Record<string, string>>): Files {
  const start = join(folder, part)
  const files = readdirSync(start, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(suffix))
    .map((entry) => join(entry.parentPath, entry.name))
  return Object.fromEntries(
    files.toSorted().map((file) => {
      const path = relative(start, file).slice(0, -suffix.length).split(sep).join('/')
      return [fill(path, values, path), fill(readFileSync(file, 'utf8'), values, path)]
    }),
  )
}

/** A text with every `{{name}}` replaced. `place` is what the error calls it. */
export function fill(text: string, values: Readonly<Record<string, string>>, place: string): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value === undefined) throw new Error(`${place} asks for {{${name}}}, which is no value of templates.`)
    return value
  })
}
