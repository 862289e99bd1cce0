import { html } from '../html.ts'

/**
 * `sitemap.xml`: the address of every page. Sitemaps take absolute addresses only, so it needs the site's own.
 *
 * @param base the site's address, with a slash at the end
 * @param paths the pages, from the site's root
 */
export function sitemap(base: string, paths: string[]): string {
  const urls = paths
    .toSorted()
    .map((path) => `  <url><loc>${html`${new URL(path, base).href}`.source}</loc></url>`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('\n')}\n</urlset>\n`
}
