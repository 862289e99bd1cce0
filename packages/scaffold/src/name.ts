/** What a provider may be called: one name for its folder, package, mock prefix, address in the docs and variable. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ScaffoldError } from './errors.ts'

const form = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const shortest = 2
const longest = 32

/** Addresses of the site at `/`, and words that tools or the language have taken. */
const reserved = new Set(
  'assets api changelog clients docs guides mock reference search specs sandbox test tests dist src node npm default new provider providers parlance'.split(
    ' ',
  ),
)

/**
 * Checks the name of a new provider.
 *
 * @param root the root of the repository, whose packages and providers have names of their own.
 * @throws {ScaffoldError} with what is wrong and the nearest name that is free.
 */
export function checkName(root: string, name: string): void {
  const problem = formProblem(name) ?? takenProblem(root, name)
  if (!problem) return
  const suggestion = suggest(root, name)
  const advice = suggestion === undefined ? '' : ` How about "${suggestion}"?`
  throw new ScaffoldError(`"${name}" cannot be the name of a provider: ${problem}.${advice}`)
}

function formProblem(name: string): string | undefined {
  if (name.length < shortest) return `it must have at least ${shortest} characters`
  if (name.length > longest) return `it has ${name.length} characters and may have ${longest}`
  if (!form.test(name)) {
    return 'it must begin with a lower-case letter and consist of lower-case letters, digits and single hyphens between them'
  }
  if (name.startsWith('spec-')) return 'packages that begin with "spec-" hold the documents of providers'
  return undefined
}

function takenProblem(root: string, name: string): string | undefined {
  if (reserved.has(name)) return 'the name is reserved'
  if (existsSync(join(root, 'specs', name))) return `specs/${name} exists already`
  if (namesIn(root, 'packages').includes(name)) return `packages/${name} exists already`
  if (existsSync(join(root, '.changeset', `${name}.md`))) return `.changeset/${name}.md exists already`
  return undefined
}

/** The nearest valid name, or nothing where none is near. */
function suggest(root: string, name: string): string | undefined {
  const bare = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^(spec-)+/, '')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, longest - '-api'.length)
    .replace(/-+$/, '')
  const candidates = [bare, `${bare}-api`, ...[2, 3, 4, 5].map((number) => `${bare}-${number}`)]
  return candidates.find((one) => bare !== '' && !formProblem(one) && !takenProblem(root, one))
}

function namesIn(root: string, folder: string): string[] {
  return existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : []
}

/** `acme-mail` → `Acme Mail`, the title where none is given. */
export function titleOf(name: string): string {
  return name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
}

/**
 * A title as specs, code and prose can carry it, without a last `API`.
 *
 * @throws {ScaffoldError} when it could not name a class, or would need quoting.
 */
export function checkTitle(title: string): string {
  const bare = title.trim().replace(/\s+API$/i, '')
  if (/^[A-Za-z][\p{L}\p{N} .&-]{0,39}$/u.test(bare)) return bare
  throw new ScaffoldError(
    `"${title}" cannot be a title: it must begin with a letter from A to Z and have at most 40 letters, digits, spaces and . & - after it. Give another with --title "Acme".`,
  )
}

/**
 * The address of an API as servers are written: absolute, without a slash at the end, a query or a fragment.
 *
 * @throws {ScaffoldError} when it is no such address.
 */
export function checkServer(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isPlain = url && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username
  if (isPlain && !/[\s{}<>"'`\\]/.test(text)) return url.href.replace(/\/+$/, '')
  throw new ScaffoldError(
    `"${text}" cannot be the address of an API: give it like --server https://api.acme.example/v1, without credentials, query or fragment.`,
  )
}
