import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { withPolicy } from './policy.ts'

const page = '<head><meta charset="utf-8"><script>let a</script><script src="./b.js" defer></script></head>'

test('a policy allows the inline scripts of its page by hash, and no others', () => {
  const hash = createHash('sha256').update('let a').digest('base64')
  expect(withPolicy(page, 'files')).toContain(`script-src 'self' 'sha256-${hash}'"`)
})

test('a policy stands before everything it governs', () => {
  expect(withPolicy(page, 'files')).toMatch(
    /^<head><meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy"/,
  )
})

test('inline styles are for the pages that ask for them', () => {
  expect(withPolicy(page, 'files')).toContain("style-src 'self';")
  expect(withPolicy(page, 'inline')).toContain("style-src 'self' 'unsafe-inline';")
})

test('pages with a console may call a mock on this machine and start a worker of their own, others may not', () => {
  expect(withPolicy(page, 'inline')).toContain(
    "connect-src 'self' http://127.0.0.1:* http://localhost:*; worker-src 'self'",
  )
  expect(withPolicy(page, 'files')).not.toMatch(/http:|connect-src|worker-src/)
})

test('a page without a charset is refused, because its policy would have no place', () => {
  expect(() => withPolicy('<head></head>', 'files')).toThrow('<meta charset="utf-8">')
})
