/** A text that becomes a page: a guide, a README, the changelog; or made from bundles: errors, clients' methods. */
export interface Article {
  /** Its file, from the repository's root; links in it start there. */
  source: string
  /** Its page, from the site's root: `guides/chitchats/authentication/`. */
  path: string
  /** What links call it: `Authentication`. */
  title: string
  /** Markdown, from its own heading on. */
  text: string
  /** The provider it is about; missing where it is about all of them. */
  provider?: string
  /** Texts of headings that are linked to by other names than GitHub gives them: heading → id. */
  anchors?: ReadonlyMap<string, string>
  /** What the search calls what stands below its headings, where that is not what its place says. */
  kind?: 'error' | 'method' | 'type'
  /** Whether long lists are folded, for readers of the page to open. */
  folds?: boolean
}

/** Where the Markdown of a page is: beside the page's folder. */
export function markdownPath(path: string): string {
  return `${path.replace(/\/$/, '')}.md`
}

const frontMatter = /^---\n(?<fields>[\s\S]*?)\n---\n+/

/** A guide as its file has it. */
export interface Guide {
  source: string
  title: string
  /** Its place among the guides. */
  order: number
  text: string
}

/**
 * Reads the text of a guide's file.
 *
 * @throws when title or order are missing from its front matter
 */
export function readGuide(source: string, file: string): Guide {
  const [head = '', ...rest] = frontMatter.exec(file) ?? []
  const fields = new Map((rest[0] ?? '').split('\n').map((line) => line.split(/:\s*/, 2) as [string, string]))
  const title = fields.get('title')
  const order = Number(fields.get('order'))
  if (!title || !Number.isInteger(order)) {
    throw new Error(`${source} must begin with front matter that has a \`title\` and an \`order\`.`)
  }
  return { source, title, order, text: file.slice(head.length) }
}

/** The first heading of a Markdown text; what its page is called. */
export function headingOf(source: string, text: string): string {
  const heading = /^# (.+)$/m.exec(text)?.[1]
  if (!heading) throw new Error(`${source} has no heading of the first level, so its page has no title.`)
  return heading.replaceAll('`', '')
}
