// How the index is made and read: the build and the browser must agree, so both use this file.

/**
 * Words of a text: names such as `addToBatch` and `postage_type` are found whole and by their parts, and so are those of
 * operations, `shipments.create`.
 */
export function tokenize(text) {
  const names = text.split(/[^\p{L}\p{N}_.]+/u).map((name) => name.replace(/^\.+|\.+$/g, ''))
  return names.flatMap((name) =>
    /^[a-z]\w*\.[a-z]\w*$/.test(name) ? [name].concat(wordsOf(name)) : wordsOf(name),
  )
}

function wordsOf(name) {
  return name.split('.').flatMap((part) => {
    const words = part
      .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1_$2')
      .split('_')
      .filter(Boolean)
    return words.length > 1 ? [part].concat(words) : words
  })
}

// Words that say nothing of what is looked for. Fields are called so too: in titles they count.
const empty = new Set(
  'a an and are as at be by can do does for from has have how i if in is it its mean my no not of on one or so than that the their them then there these they this to was what when where which will with you your'.split(
    ' ',
  ),
)

// What is said in one way here, and may be asked for in another.
const sayings = new Map([
  ['authenticate', 'authentication'],
  ['login', 'authentication'],
  ['expired', 'expire'],
  ['expiry', 'expire'],
  ['opted', 'opt'],
  ['paginate', 'paging'],
  ['pagination', 'paging'],
  ['sent', 'send'],
  ['signed', 'signature'],
  ['tracking', 'track'],
])

/** One word for `retry`, `retries` and `Retries`. */
function processTerm(term) {
  const word = term
    .toLowerCase()
    .replace(/ies$/, 'y')
    .replace(/(?<=[^su])s$/, '')
  return sayings.get(word) ?? word
}

export const options = {
  fields: ['title', 'text', 'words'],
  storeFields: ['kind', 'title', 'place', 'text', 'path'],
  tokenize,
  processTerm: (term, field) =>
    field !== 'title' && empty.has(term.toLowerCase()) ? null : processTerm(term),
  searchOptions: {
    tokenize: (text) => {
      const words = tokenize(text)
      const telling = words.filter((word) => !empty.has(word.toLowerCase()))
      return telling.length > 0 ? telling : words
    },
    processTerm,
    combineWith: 'AND',
    prefix: true,
    // Short words have too many neighbours, and numbers have none.
    fuzzy: (term) => (term.length > 4 && !/\d/.test(term) ? 0.2 : false),
    boost: { title: 4, text: 2 },
    boostDocument: (id, term, { kind }) =>
      ({ operation: 4, error: 3, guide: 2.5, client: 1.5, method: 1.5, field: 0.4 })[kind] ?? 1,
  },
}

// With fewer results than this, those that have only some of the words are shown too.
const few = 6

/** What is found for some words, best first: what has all of them or, where that is little, as many as can be. */
export function find(index, text) {
  const exact = index.search(text)
  if (exact.length >= few) return exact
  const share = ({ score, queryTerms }) => score * queryTerms.length ** 3
  return index.search(text, { combineWith: 'OR' }).toSorted((a, b) => share(b) - share(a))
}
