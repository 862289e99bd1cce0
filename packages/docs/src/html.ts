/** Text that is HTML already and is not escaped again. Made by {@link html} or, on purpose, by {@link raw}. */
export class Html {
  readonly source: string
  constructor(source: string) {
    this.source = source
  }
  toString(): string {
    return this.source
  }
}

/** What may stand in a template: text is escaped, `undefined` and `false` leave nothing, lists are joined. */
export type Content = Html | string | number | false | undefined | readonly Content[]

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

// Safe in element content and in quoted attributes.
function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}

/** Template tag: what the author wrote is HTML, what is put in is escaped. */
export function html(strings: TemplateStringsArray, ...values: Content[]): Html {
  return new Html(String.raw({ raw: strings }, ...values.map(render)))
}

/** Trusts a string as HTML. Only for text this package made itself. */
export function raw(source: string): Html {
  return new Html(source)
}

function render(value: Content): string {
  if (value === undefined || value === false) return ''
  if (value instanceof Html) return value.source
  return Array.isArray(value) ? value.map(render).join('') : escape(String(value))
}
