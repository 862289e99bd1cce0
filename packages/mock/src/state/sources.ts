/** Where the rules and the world of each provider come from: those that ship, or those that were given. */
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { closest } from '../closest.ts'
import { isObject, type OpenApiDocument } from '../document.ts'
import { messageOf, MockError } from '../errors.ts'
import { readOperations } from '../operation.ts'
import type { StateSource } from '../provider.ts'
import { placeOf, readSource, type Source } from '../spec/source.ts'
import { SourceError } from '../spec/source-error.ts'
import { createEngine, type Engine } from './engine.ts'
import { exampleSeed } from './examples.ts'
import { rulesOf, worldOf } from './load.ts'
import type { StateOptions } from './options.ts'
import { readSeed, type Seed, SeedError, seedProblems } from './seed.ts'

/** Finds rules and world of a provider. */
export type StateSources = (
  name: string,
  document: OpenApiDocument,
  isShipped: boolean,
) => Promise<StateSource>

/** The worlds that were given, before anybody knows whether they fit. */
interface Given {
  /** What it is called in messages. */
  readonly title: string
  readonly worlds: Readonly<Record<string, unknown>>
  readonly source?: Source
}

/**
 * Reads what was given.
 *
 * @param names - The providers that are served.
 * @throws MockError - `bad-world` for a file that cannot be read, or `bad-option` for the name of no provider.
 */
export async function openSources(
  { rules = {}, world }: StateOptions,
  names: readonly string[],
): Promise<StateSources> {
  const given = world === undefined ? undefined : await readGiven(world)
  for (const name of Object.keys(rules)) checkName(name, names, 'rules')
  for (const name of Object.keys(given?.worlds ?? {})) checkName(name, names, given!.title)
  return async (name, document, isShipped) => {
    const usual = isShipped ? await rulesOf(name) : {}
    const own = Object.hasOwn(rules, name) ? rules[name] : undefined
    const used = typeof own === 'function' ? own(usual) : (own ?? usual)
    const engine = () => createEngine(document, readOperations(document), used)
    if (given && Object.hasOwn(given.worlds, name)) {
      return { rules: used, seed: await seedOf(given, name, document, engine().shapes), isChecked: true }
    }
    if (!isShipped) return { rules: used, seed: shownBy(engine), isChecked: true }
    const shipped = await worldOf(name)
    return { rules: used, seed: own ? fitting(shipped, engine().shapes) : shipped, isChecked: true }
  }
}

/** What the examples of a document show. One that cannot be read to its end is told of where it is asked, and shows nothing. */
function shownBy(engine: () => Engine): Seed {
  try {
    return exampleSeed(engine())
  } catch {
    return {}
  }
}

/** What other rules know of the shipped world: they may have other collections, keys and schemas. */
function fitting(world: Seed, shapes: Engine['shapes']): Seed {
  const known = Object.entries(world).flatMap(([name, rows]) => {
    const shape = shapes.get(name)
    if (!shape) return []
    const fit = rows.filter((row) => row[shape.key] !== undefined && shape.check(row).length === 0)
    return [[name, fit] as const]
  })
  return Object.fromEntries(known)
}

async function readGiven(world: NonNullable<StateOptions['world']>): Promise<Given> {
  if (typeof world !== 'string' && !(world instanceof URL))
    return { title: 'the option world', worlds: world }
  const path = world instanceof URL ? fileURLToPath(world) : resolve(world)
  const title = `the world in ${path}`
  try {
    const source = await readSource(path)
    // An empty file says nothing of any provider.
    const worlds = source.value ?? {}
    if (!isObject(worlds)) throw new SourceError('must be a map of providers: chatti: { contacts: [] }.')
    return { title, worlds, source }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    throw new MockError('bad-world', `The world in ${path} ${error.message}`, { cause: error })
  }
}

function checkName(name: string, names: readonly string[], title: string): void {
  if (names.includes(name)) return
  const meant = closest(name, names)
  const hint = meant === undefined ? `There are ${names.join(', ')}.` : `Did you mean "${meant}"?`
  throw new MockError('bad-option', `${title} names a provider "${name}" that is not served. ${hint}`)
}

/** How many mistakes a message tells of. */
const mostTold = 10

async function seedOf(
  given: Given,
  name: string,
  document: OpenApiDocument,
  shapes: Engine['shapes'],
): Promise<Seed> {
  const problems: string[] = []
  try {
    // A provider without anything behind its name has an empty world.
    const seed = readSeed(document, given.worlds[name] ?? {}, [...shapes.keys()])
    problems.push(...seedProblems(seed, shapes))
    if (problems.length === 0) return seed
  } catch (error) {
    if (!(error instanceof SeedError)) throw error
    problems.push(messageOf(error))
  }
  const told = await Promise.all(problems.slice(0, mostTold).map((problem) => placed(given, name, problem)))
  const more = problems.length > mostTold ? `; and ${problems.length - mostTold} more` : ''
  throw new MockError('bad-world', `${upper(given.title)} does not fit "${name}": ${told.join('; ')}${more}.`)
}

/** A problem with where it stands in the file; its own text begins with collection and index. */
async function placed({ source }: Given, name: string, problem: string): Promise<string> {
  const [, collection, index] = /^([^\s/]+)(?:\/(\d+))?/.exec(problem) ?? []
  const keys = [name, ...[collection, index].filter((key) => key !== undefined)]
  const place = source && (await placeOf(source, keys))
  return place === undefined ? problem : `${place}: ${problem}`
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
