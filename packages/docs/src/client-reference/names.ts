import { sharedNames } from '@parlance/compiler'
import type { Article } from '../guides/article.ts'
import { linkTo } from '../markdown.ts'

const types = new Set(sharedNames())
const alone = /(?<!\[)`([A-Z]\w+)`(?!\])/g

/**
 * Makes links of the names of shared types, where they stand as code and lead nowhere yet.
 *
 * @param common the page that describes them
 */
export function linkNames(text: string, article: Article, common: Article): string {
  const parts = text.split(/(^```[\s\S]*?^```$)/m)
  return parts.map((part) => (part.startsWith('```') ? part : part.replace(alone, linked))).join('')

  function linked(whole: string, name: string): string {
    if (!types.has(name)) return whole
    return article.path === common.path
      ? `[${whole}](#${name.toLowerCase()})`
      : linkTo(article, common, whole, name.toLowerCase())
  }
}
