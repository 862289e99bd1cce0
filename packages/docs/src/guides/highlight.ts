import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import { html, type Html } from '../html.ts'

// A theme whose colours are names. They become classes, because a page's policy allows no style attribute.
const theme = createCssVariablesTheme({ name: 'names', variablePrefix: '--' })
const plain = 'foreground'

const grammars = [
  import('shiki/langs/typescript.mjs'),
  import('shiki/langs/json.mjs'),
  import('shiki/langs/http.mjs'),
  import('shiki/langs/shellscript.mjs'),
  import('shiki/langs/yaml.mjs'),
]

let highlighter: Promise<HighlighterCore> | undefined

/** Colours code, given a language that {@link languageName} knows. */
export type Highlighter = (code: string, language: string) => Html

/** Loads the grammars, once for all pages. */
export async function loadHighlighter(): Promise<Highlighter> {
  highlighter ??= createHighlighterCore({
    themes: [theme],
    langs: grammars,
    engine: createJavaScriptRegexEngine(),
  })
  const loaded = await highlighter
  return (code, language) => {
    const name = grammarNames[language]
    if (name === undefined) return html`${code}`
    // Without a limit on time: on a busy machine, colours would be missing.
    const { tokens } = loaded.codeToTokens(code, { lang: name, theme: 'names', tokenizeTimeLimit: 0 })
    return html`${tokens.map((line, index) => html`${index > 0 && '\n'}${line.map(colour)}`)}`
  }
}

const grammarNames: Record<string, string> = {
  ts: 'typescript',
  js: 'typescript',
  json: 'json',
  http: 'http',
  sh: 'shellscript',
  yaml: 'yaml',
}

const names: Record<string, string> = {
  ts: 'TypeScript',
  js: 'JavaScript',
  json: 'JSON',
  http: 'HTTP',
  sh: 'Shell',
  yaml: 'YAML',
  '': 'Text',
}

/** What readers call the language of a block, or nothing for one that the site does not know. */
export function languageName(language: string): string | undefined {
  return names[language]
}

function colour({ content, color }: { content: string; color?: string }): Html {
  const name = /^var\(--(?:token-)?(.+)\)$/.exec(color ?? '')?.[1] ?? plain
  return name === plain ? html`${content}` : html`<span class="t-${name}">${content}</span>`
}
