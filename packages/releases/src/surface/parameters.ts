import type { Impact } from '../impact.ts'

interface Parameter {
  name: string
  optional: boolean
  type: string
}

/** Splits a list at the commas that stand in no bracket. */
export function splitTop(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let part = ''
  for (const [index, letter] of [...text].entries()) {
    if ('([{<'.includes(letter)) depth++
    // The arrow of a function type closes nothing.
    else if (')]}'.includes(letter) || (letter === '>' && text[index - 1] !== '=')) depth--
    if (letter === ',' && depth === 0) {
      parts.push(part.trim())
      part = ''
    } else part += letter
  }
  return [...parts, part.trim()].filter((one) => one !== '')
}

function read(text: string): Parameter {
  const {
    name = '',
    optional,
    type = '',
  } = /^(?<name>[\w.]+)(?<optional>\?)?: (?<type>.*)$/.exec(text)?.groups ?? {}
  return { name, optional: optional === '?', type: type.replace(/ \| undefined$/, '') }
}

/**
 * Compares parameter lists as a caller feels them: a call that was right must stay right. Names do not count, a parameter
 * that becomes optional hurts nobody, nor does an optional one at the end.
 */
export function compareParameters(
  before: string,
  after: string,
): { impact: Impact | undefined; why: string } {
  const old = splitTop(before).map(read)
  const young = splitTop(after).map(read)
  const found: { impact: Impact; why: string }[] = []
  for (const [index, was] of old.entries()) {
    const is = young[index]
    if (!is) found.push({ impact: 'major', why: `there is no \`${was.name}\`` })
    else if (is.type !== was.type) {
      found.push({
        impact: 'major',
        why: `\`${is.name}: ${is.type}\` stands where \`${was.name}: ${was.type}\` stood`,
      })
    } else if (was.optional && !is.optional)
      found.push({ impact: 'major', why: `\`${is.name}\` is required` })
    else if (!was.optional && is.optional) found.push({ impact: 'minor', why: `\`${is.name}\` is optional` })
    else if (was.name !== is.name)
      found.push({ impact: 'patch', why: `\`${was.name}\` is called \`${is.name}\`` })
  }
  for (const is of young.slice(old.length)) {
    found.push({
      impact: is.optional ? 'minor' : 'major',
      why: `\`${is.name}\` is new${is.optional ? '' : ' and required'}`,
    })
  }
  const impact = (['major', 'minor', 'patch'] as const).find((one) =>
    found.some((each) => each.impact === one),
  )
  return { impact, why: found.map(({ why }) => why).join('; ') }
}
