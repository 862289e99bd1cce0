/** The public declarations of a package, as text: what TypeScript wrote into `.d.ts` files, read by its regular form. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { importedFile } from './files.ts'

const start = /^(?:export |declare |interface |type |import |class |abstract )/
const named =
  /^(?:export )?(?:default )?(?:declare )?(?:abstract )?(?:interface|type|class|const|let|var|function\*?|enum|namespace)\s+(?<name>[\w$]+)/
const listed = /^export (?:type )?\{(?<names>[\s\S]*?)\}(?: from ["'](?<from>[^"']+)["'])?/
const all = /^export (?:type )?\* from ["'](?<from>[^"']+)["']/

/** Every name that a file of declarations exports, with its declaration without comments. */
export function exportsOf(folder: string, file: string, seen: string[] = []): Map<string, string> {
  const found = new Map<string, string>()
  if (seen.includes(file)) return found
  const statements = statementsOf(readFileSync(join(folder, file), 'utf8'))
  const own = ownNames(statements)
  for (const statement of statements.filter((one) => one.startsWith('export '))) {
    const everything = all.exec(statement)?.groups
    const some = listed.exec(statement)?.groups
    if (everything) merge(target(everything['from']!))
    else if (some) pick(some['names']!, some['from'])
    else {
      const name = named.exec(statement)?.groups?.['name']
      if (name !== undefined) found.set(name, [found.get(name), statement].filter(Boolean).join('\n'))
    }
  }
  return found

  function target(from: string): Map<string, string> {
    const path = importedFile(folder, file, from)
    return path === undefined ? new Map() : exportsOf(folder, path, [...seen, file])
  }
  function merge(others: Map<string, string>): void {
    for (const [name, text] of others) if (name !== 'default') found.set(name, text)
  }
  function pick(names: string, from: string | undefined): void {
    const others = from === undefined ? own : from.startsWith('.') ? target(from) : new Map<string, string>()
    for (const item of names
      .split(',')
      .map((one) => one.trim().replace(/^type /, ''))
      .filter(Boolean)) {
      const [name = '', alias = name] = item.split(' as ')
      found.set(alias, others.get(name) ?? `${name} of ${from ?? 'this file'}`)
    }
  }
}

function ownNames(statements: string[]): Map<string, string> {
  return new Map(
    statements.flatMap((statement) => {
      const name = named.exec(statement)?.groups?.['name']
      return name === undefined ? [] : [[name, statement] as const]
    }),
  )
}

/** Statements of a file, without comments: each begins in the first column. */
function statementsOf(text: string): string[] {
  const statements: string[] = []
  for (const line of withoutComments(text)
    .split('\n')
    .filter((one) => one.trim() !== '')) {
    if (start.test(line) || statements.length === 0) statements.push(line)
    else statements[statements.length - 1] += `\n${line}`
  }
  return statements
}

function withoutComments(text: string): string {
  return text.replace(/^\s*\/\*[\s\S]*?\*\/[ \t]*\n?/gm, '').replace(/^\s*\/\/.*$/gm, '')
}
