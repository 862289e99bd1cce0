/** The page of what every client has: options, calls, lists, errors. From the TSDoc of the runtime. */
import { type Declaration, type Declarations, runtimeDeclarations, sharedNames } from '@parlance/compiler'
import type { Article } from '../guides/article.ts'
import { blocks } from '../markdown.ts'
import { declarationText } from './declaration.ts'
import { linkNames } from './names.ts'

/** What belongs together, by names that begin a group; the rest are types that these are made of. */
const groups: [title: string, lead: string, belongs: (name: string, declaration: Declaration) => boolean][] =
  [
    ['Options', 'What a client and a call can be told.', (name) => name.endsWith('Options')],
    [
      'Calls and lists',
      'What a method gives. Nothing needs to be imported for it; the types are there for signatures of your own.',
      (name) => /^(Call|PagedCall|DataWithResponse|Result|Page|Checkpoint)$/.test(name),
    ],
    [
      'Errors',
      'What a failed call throws, or gives with `.safe()`. Every client exports the classes; test with `instanceof`, with `kind`, or with `isApiError` of the client.',
      (name, { kind }) => kind === 'class' || /Error$|^(Attempt|Violation)$/.test(name),
    ],
    ['Further types', 'What the others are made of.', () => true],
  ]

/** The page without its text, for other pages to link to. */
export const commonPage: Article = {
  source: 'packages/runtime/src/index.ts',
  path: 'clients/common/',
  title: 'What every client has',
  text: '',
  kind: 'type',
}

/** The page. */
export function commonArticle(): Article {
  const declarations = runtimeDeclarations()
  const left = new Map(withParts(declarations, sharedNames()).map((one) => [one.name, one]))
  const sections = groups.map(([title, lead, belongs]) => {
    const own = [...left.values()].filter((one) => belongs(one.name, one))
    for (const { name } of own) left.delete(name)
    return own.length > 0 && blocks(`## ${title}`, lead, ...own.map((one) => declarationText(one)))
  })
  return {
    ...commonPage,
    text: linkNames(
      blocks(
        `# ${commonPage.title}`,
        'All clients are made alike and stand on one kernel, `@parlance/runtime`. This is what they share; each exports these names itself.',
        ...sections,
      ),
      commonPage,
      commonPage,
    ),
  }
}

/** Declarations by name, each followed by what it is made of and extends. */
function withParts(declarations: Declarations, names: string[], met = new Set<string>()): Declaration[] {
  return names.flatMap((name) => {
    const found = declarations.get(name)
    if (!found || met.has(name)) return []
    met.add(name)
    const parts = found.kind === 'type' ? (found.signature.match(/\b[A-Z]\w+/g) ?? []) : found.parents
    return [found, ...withParts(declarations, parts, met)]
  })
}
