import { element } from '../../assets/element.js'

// Comments, texts, numbers and words of our samples and of JSON; whatever else there is stays plain.
const token =
  /(?<comment>\/\/.*|\/\*[\s\S]*?\*\/)|(?<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)|(?<keyword>\b(?:await|const|else|for|from|if|import|new|of|throw)\b)|(?<constant>\b(?:true|false|null|undefined|\d+(?:\.\d+)?(?:e[+-]?\d+)?)\b)/g

// Colouring more would keep a phone busy, and nobody reads it.
const most = 100_000

/** Code as coloured nodes. */
export function highlight(code: string): DocumentFragment {
  const made = document.createDocumentFragment()
  let end = 0
  for (const match of code.length > most ? [] : code.matchAll(token)) {
    const [kind = ''] = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) ?? []
    const isName =
      kind === 'string' &&
      /^\s*:/.test(code.slice(match.index + match[0].length, match.index + match[0].length + 4))
    made.append(code.slice(end, match.index))
    made.append(element('span', { class: `t-${isName ? 'name' : kind}` }, match[0]))
    end = match.index + match[0].length
  }
  made.append(code.slice(end))
  return made
}
