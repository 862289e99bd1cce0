/** What happened to a document on its way in: nothing is changed or left out without a word. */

/** A name that is another now. */
export interface Renaming {
  what: string
  from: string
  to: string
}

/** The notes of one import. */
export class Notes {
  readonly renamed: Renaming[] = []
  /** What could not be carried over → where it stood. */
  readonly lost = new Map<string, string[]>()
  /** What was made to fit → where. */
  readonly changed = new Map<string, string[]>()
  /** What somebody has to look at → where. */
  readonly open = new Map<string, string[]>()

  rename(what: string, from: string, to: string): void {
    if (from !== to) this.renamed.push({ what, from, to })
  }

  lose(what: string, where: string): void {
    add(this.lost, what, where)
  }

  change(what: string, where: string): void {
    add(this.changed, what, where)
  }

  ask(what: string, where: string): void {
    add(this.open, what, where)
  }
}

function add(notes: Map<string, string[]>, what: string, where: string): void {
  const places = notes.get(what) ?? []
  if (!places.includes(where)) places.push(where)
  notes.set(what, places)
}
