import { createHash } from 'node:crypto'

const directives = [
  "default-src 'self'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "base-uri 'self'",
  "form-action 'self'",
  "object-src 'none'",
]

// Pages with a console call a mock on the reader's machine, or the one in a worker of theirs. A policy cannot name [::1].
const consoleDirectives = ["connect-src 'self' http://127.0.0.1:* http://localhost:*", "worker-src 'self'"]

const inlineScript = /<script(?<attributes>[^>]*)>(?<code>[\s\S]*?)<\/script>/g

/**
 * Adds a content security policy to a page, right after its charset: nothing from another host, and of the inline
 * scripts exactly those the page was built with.
 *
 * @param styles where styles may come from. `inline` is for Redoc: styled-components writes `<style>` elements while
 * it runs, which no hash can foresee; and for Scalar, which does the same. Both pages have a console, so they may call a
 * mock on this machine.
 */
export function withPolicy(page: string, styles: 'files' | 'inline'): string {
  const charset = /<meta charset="utf-8" *\/?>/i.exec(page)?.[0]
  if (!charset) throw new Error('A page needs <meta charset="utf-8">: its policy is written after it.')
  const styleSources = styles === 'inline' ? "style-src 'self' 'unsafe-inline'" : "style-src 'self'"
  const scriptSources = ["script-src 'self'", ...hashesOf(page)].join(' ')
  const consoleSources = styles === 'inline' ? consoleDirectives : []
  const policy = [...directives, styleSources, scriptSources, ...consoleSources].join('; ')
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}" />`
  return page.replace(charset, () => `${charset}\n    ${meta}`)
}

function hashesOf(page: string): string[] {
  const scripts = [...page.matchAll(inlineScript)].map((match) => match.groups ?? {})
  const inline = scripts.filter(({ attributes }) => !attributes?.includes(' src='))
  return [...new Set(inline.map(({ code }) => `'sha256-${digest('sha256', code ?? '')}'`))]
}

/** Base64 digest, as policies and `integrity` attributes want it. */
export function digest(algorithm: 'sha256' | 'sha384', content: string): string {
  return createHash(algorithm).update(content).digest('base64')
}
