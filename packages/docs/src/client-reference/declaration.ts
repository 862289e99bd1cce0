/** What TypeScript declares, as Markdown: the text of its TSDoc, and a list of its members. */
import { type Declaration, type Doc, type Member } from '@parlance/compiler'
import { blocks, bullets, code, fence, named } from '../markdown.ts'

/** A declaration below a heading of its own. */
export function declarationText(declaration: Declaration, level = '###'): string {
  const { name, kind, signature, doc, members } = declaration
  return blocks(
    `${level} ${name}`,
    doc.text,
    // Members are listed below; what has none is its signature.
    fence('ts', kind === 'function' ? callable(signature) : signature),
    parametersText(doc),
    memberList(members),
    throwsText(doc),
    exampleText(doc),
  )
}

/** Without the word that only declarations need. */
function callable(signature: string): string {
  return signature.replace(/^(?:async )?function /, '')
}

/**
 * A list of properties and methods.
 *
 * @param more what else marks a member
 */
export function memberList(
  members: Member[],
  more: (member: Member) => string | false = () => false,
): string {
  const shown = members.filter(({ name }) => /^[\w$]+$/.test(name))
  return bullets(
    shown.map((member) => {
      const { name, type, doc } = member
      const preset = doc.tags.find((tag) => tag.name === 'default')
      const marks = [code(isMethod(type) ? name + type : type), preset && `default ${code(preset.text)}`]
      return named(name, [...marks, more(member)], meaningOf(doc))
    }),
  )
}

/** Whether a type is the signature of a method, which has no arrow of its own. */
function isMethod(type: string): boolean {
  return /^[(<]/.test(type) && !/^\([^()]*\) =>/.test(type)
}

function meaningOf({ text, tags }: Doc): string {
  const thrown = tags
    .filter(({ name }) => name === 'throws')
    .map(({ subject, text: when }) => `Throws \`${subject ?? 'an error'}\` ${when}`)
  return [text.replace(/\s*\n\s*/g, ' '), ...thrown].filter(Boolean).join(' ')
}

/** What goes in and what comes out. */
function parametersText({ tags }: Doc): string {
  const lines = tags.flatMap(({ name, subject, text }) => {
    if (name === 'param') return [`${code(subject ?? '')}: ${text}`]
    return name === 'returns' ? [`gives ${text}`] : []
  })
  return bullets(lines)
}

/** How it fails. */
function throwsText({ tags }: Doc): string {
  const lines = tags.flatMap(({ name, subject, text }) =>
    name === 'throws' ? [`Throws ${subject ? code(subject) : 'an error'} ${text}`] : [],
  )
  return lines.join('\n\n')
}

/** A sample from the comment, fenced or not. */
function exampleText({ tags }: Doc): string {
  const samples = tags.filter(({ name }) => name === 'example').map(({ text }) => text)
  return samples.map((text) => (text.includes('```') ? text : fence('ts', text))).join('\n\n')
}
