import { createHash } from 'node:crypto'

// Only our own files. Redoc's styles come from styled-components, which writes <style> elements while it runs, so
// styles cannot be hashed; scripts can, and nothing else may run.
const directives = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "base-uri 'self'",
  "form-action 'self'",
  "object-src 'none'",
]

const inlineScript = /<script(?<attributes>[^>]*)>(?<code>[\s\S]*?)<\/script>/g

/**
 * Adds a content security policy to a page, right after its charset: nothing from another host, and of the inline
 * scripts exactly those the page was built with.
 */
export function withPolicy(page: string): string {
  const charset = '<meta charset="utf-8" />'
  if (!page.includes(charset)) throw new Error(`A page needs ${charset}: its policy is written after it.`)
  const policy = [...directives, ["script-src 'self'", ...hashesOf(page)].join(' ')].join('; ')
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}" />`
  return page.replace(charset, () => `${charset}\n    ${meta}`)
}

function hashesOf(page: string): string[] {
  const scripts = [...page.matchAll(inlineScript)].map((match) => match.groups ?? {})
  const inline = scripts.filter(({ attributes }) => !attributes?.includes(' src='))
  return [...new Set(inline.map(({ code }) => `'sha256-${digest('sha256', code ?? '')}'`))]
}

/** Base64 digest, as policies and `integrity` attributes want it. */
export function digest(algorithm: 'sha256' | 'sha384', content: string | Buffer): string {
  return createHash(algorithm).update(content).digest('base64')
}
