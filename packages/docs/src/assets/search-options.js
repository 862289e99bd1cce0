// How the index is made and read: the build and the browser must agree, so both use this file.

/** Words of a text: names such as `addToBatch` and `postage_type` are found whole and by their parts. */
export function tokenize(text) {
  const names = text.split(/[^\p{L}\p{N}_]+/u).filter(Boolean)
  return names.flatMap((name) => {
    const parts = name
      .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1_$2')
      .split('_')
      .filter(Boolean)
    return parts.length > 1 ? [name].concat(parts) : parts
  })
}

/** One word for `retry`, `retries` and `Retries`. */
function processTerm(term) {
  return term
    .toLowerCase()
    .replace(/ies$/, 'y')
    .replace(/(?<=[^su])s$/, '')
}

export const options = {
  fields: ['title', 'text', 'words'],
  storeFields: ['kind', 'title', 'place', 'text', 'path'],
  tokenize,
  processTerm,
  searchOptions: {
    tokenize,
    processTerm,
    combineWith: 'AND',
    prefix: true,
    // Short words have too many neighbours.
    fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    boost: { title: 4, text: 2 },
    boostDocument: (id, term, { kind }) => ({ operation: 4, guide: 2.5, client: 1.5 })[kind] ?? 1,
  },
}
