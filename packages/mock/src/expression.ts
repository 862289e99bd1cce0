/** Regular expressions of documents, which may be written by anybody. */

/** What a pattern is asked. */
export interface Expression {
  test(text: string): boolean
  toString(): string
}

/** How long the test of one text may take, in milliseconds. */
const patience = 1000

/** The part of Node's `vm` that is used here. A page has none. */
interface Sandbox {
  createContext(globals: object): object
  runInContext(code: string, context: object, options: { timeout: number }): unknown
}

/**
 * The expression of a pattern. Patterns are Unicode, but many are not written for that: `[\w-.]` is a mistake in Unicode
 * only.
 *
 * A pattern that repeats what is repeated may take longer for a text than anybody waits, `^(a+)+$` twice as long for each
 * letter. Its test is broken off, and the text counts as one that does not match.
 *
 * @throws SyntaxError for what is no pattern at all
 */
export function expressionOf(pattern: string, flags = 'u'): Expression {
  const expression = parsed(pattern, flags)
  const quick = lengthOfQuick(pattern)
  return quick === Infinity ? expression : limited(expression, quick)
}

function parsed(pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern, flags)
  } catch {
    return new RegExp(pattern)
  }
}

/** The length up to which any text is quick to test: little where what is repeated is repeated again. */
function lengthOfQuick(pattern: string): number {
  const bare = pattern.replace(/\\./g, 'x').replace(/\[\^?\]?[^\]]*\]/g, 'x')
  if (isNested(bare)) return 24
  return (bare.match(repetition) ?? []).length > 1 ? 2000 : Infinity
}

const repetition = /[*+]|\{\d+,\d*\}/g

/** Whether a group is repeated that holds a repetition or alternatives, in a pattern without classes and escapes. */
function isNested(bare: string): boolean {
  const groups: boolean[] = [false]
  for (const [sign] of bare.matchAll(/\)(?:[*+]|\{\d+,?\d*\})?|[(|*+]|\{\d+,\d*\}/g)) {
    if (sign === '(') groups.push(false)
    else if (!sign.startsWith(')')) groups[groups.length - 1] = true
    else {
      const holdsMore = groups.pop() ?? false
      if (holdsMore && sign.length > 1) return true
      groups[groups.length - 1] ||= holdsMore || sign.length > 1
    }
  }
  return false
}

function limited(expression: RegExp, quick: number): Expression {
  let sandbox: Sandbox | undefined
  let context: (object & { text?: string }) | undefined
  return {
    // Ajv tells patterns apart by it.
    toString: () => expression.toString(),
    test(text) {
      sandbox ??= globalThis.process?.getBuiltinModule?.('node:vm') as Sandbox | undefined
      if (text.length <= quick || sandbox === undefined) return expression.test(text)
      context ??= sandbox.createContext({ expression, text })
      context.text = text
      try {
        return sandbox.runInContext('expression.test(text)', context, { timeout: patience }) === true
      } catch {
        return false
      }
    },
  }
}
