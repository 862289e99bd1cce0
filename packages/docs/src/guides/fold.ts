import type { RendererRule, Token } from 'markdown-it'

/** The most items that a list shows by itself where lists are folded. */
const longest = 12

/** Marks the lists that are too long to be read through. */
export function foldLists(tokens: Token[]): void {
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'bullet_list_open') continue
    const { level } = token
    const end = tokens.findIndex((one, at) => at > index && one.level === level)
    const items = tokens
      .slice(index, end)
      .filter((one) => one.type === 'list_item_open' && one.level === level + 1)
    if (items.length > longest) token.meta = tokens[end]!.meta = { folded: items.length }
  }
}

/** Shows marked lists folded, with how many items they have. */
export const foldingRules: Record<string, RendererRule> = {
  bullet_list_open: (tokens, index) => {
    const items = folded(tokens[index]!)
    return items === undefined ? '<ul>\n' : `<details><summary>Show all ${items}</summary>\n<ul>\n`
  },
  bullet_list_close: (tokens, index) =>
    folded(tokens[index]!) === undefined ? '</ul>\n' : '</ul>\n</details>\n',
}

function folded({ meta }: Token): number | undefined {
  return (meta as { folded?: number } | null)?.folded
}
