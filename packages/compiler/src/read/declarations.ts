/** Reads what TypeScript declares and what its doc comments say of it, without checking types. */
import ts from 'typescript'

/** A doc comment. */
export interface Doc {
  /** Markdown; `{@link Name}` has become code. */
  text: string
  tags: DocTag[]
}

export interface DocTag {
  /** `param`, `returns`, `throws`, `default`, `example`. */
  name: string
  /** The parameter of a `param`, the type of a `throws`. */
  subject: string | undefined
  text: string
}

/** Something that a module exports. */
export interface Declaration {
  name: string
  kind: 'interface' | 'class' | 'type' | 'function' | 'value'
  /** As it is written, without comments, bodies, `export` and `declare`. */
  signature: string
  /** What it extends. */
  parents: string[]
  members: Member[]
  doc: Doc
}

/** A property or method. */
export interface Member {
  name: string
  optional: boolean
  /** Type of a property without `undefined`; signature of a method without its name. */
  type: string
  doc: Doc
}

/**
 * Every exported declaration of a source text, in its order.
 *
 * @param text TypeScript, with bodies or as a `.d.ts`
 */
export function readDeclarations(text: string): Declaration[] {
  const file = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true)
  return file.statements.filter(isExported).flatMap((statement) => readStatement(file, statement))
}

/** Where the names that a module exports are declared: name → module, for `export { … } from '…'`. */
export function readReexports(text: string): Map<string, string> {
  const file = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true)
  const found = new Map<string, string>()
  for (const statement of file.statements) {
    if (!ts.isExportDeclaration(statement)) continue
    const { moduleSpecifier: from, exportClause: clause } = statement
    if (!from || !ts.isStringLiteral(from) || !clause || !ts.isNamedExports(clause)) continue
    for (const { name, propertyName = name } of clause.elements) found.set(propertyName.text, from.text)
  }
  return found
}

function isExported(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  )
}

function readStatement(file: ts.SourceFile, statement: ts.Statement): Declaration[] {
  const doc = docOf(statement)
  if (ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement)) {
    const { name, heritageClauses = [] } = statement
    return [
      {
        name: name?.text ?? 'default',
        kind: ts.isClassDeclaration(statement) ? 'class' : 'interface',
        signature: plain(file, statement).replace(/\s*\{[\s\S]*$/, ''),
        parents: heritageClauses.flatMap(({ types }) =>
          types.map(({ expression }) => expression.getText(file)),
        ),
        members: [...statement.members].flatMap((member) => readMember(file, member)),
        doc,
      },
    ]
  }
  const rest = { parents: [], members: [], doc }
  if (ts.isTypeAliasDeclaration(statement))
    return [{ name: statement.name.text, kind: 'type', signature: plain(file, statement), ...rest }]
  if (ts.isFunctionDeclaration(statement) && statement.name) {
    const whole = plain(file, statement)
    const body = statement.body ? plain(file, statement.body) : ''
    const signature = whole.slice(0, whole.length - body.length).trim()
    return [{ name: statement.name.text, kind: 'function', signature, ...rest }]
  }
  if (!ts.isVariableStatement(statement)) return []
  return statement.declarationList.declarations.map((one) => ({
    name: one.name.getText(file),
    kind: 'value',
    signature: `const ${one.name.getText(file)}${one.type ? `: ${plain(file, one.type)}` : ''}`,
    ...rest,
  }))
}

function readMember(file: ts.SourceFile, member: ts.TypeElement | ts.ClassElement): Member[] {
  if (!member.name || isHidden(member)) return []
  const name = member.name.getText(file)
  const doc = docOf(member)
  if (ts.isMethodSignature(member) || ts.isMethodDeclaration(member)) {
    const type = plain(file, member).slice(name.length).replace(/^\?/, '')
    return [{ name, optional: member.questionToken !== undefined, type, doc }]
  }
  if (!ts.isPropertySignature(member) && !ts.isPropertyDeclaration(member)) return []
  const value = ts.isPropertyDeclaration(member) ? member.initializer : undefined
  const type = plain(file, member.type ?? value ?? member)
  const optional = member.questionToken !== undefined
  return [{ name, optional, type: optional ? withoutUndefined(type) : type, doc }]
}

/** The type of an optional property, as one would write it if `exactOptionalPropertyTypes` were not. */
function withoutUndefined(type: string): string {
  return type.replace(/ \| undefined$/, '').replace(/^\((\([^()]*\) => [^()]*)\)$/, '$1')
}

function isHidden(member: ts.TypeElement | ts.ClassElement): boolean {
  return (ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []) : []).some(
    ({ kind }) => kind === ts.SyntaxKind.PrivateKeyword || kind === ts.SyntaxKind.ProtectedKeyword,
  )
}

const printer = ts.createPrinter({ removeComments: true, omitTrailingSemicolon: true })

/** A part of the source as TypeScript prints it, in our style. */
function plain(file: ts.SourceFile, node: ts.Node): string {
  return printer
    .printNode(ts.EmitHint.Unspecified, node, file)
    .replace(/^(?:export |declare )+/, '')
    .replace(/;$/gm, '')
    .replace(/"([^"'\n]*)"/g, "'$1'")
    .replaceAll('    ', '  ')
    .trim()
}

function docOf(node: ts.Node): Doc {
  const comments = ts.getJSDocCommentsAndTags(node)
  const text = comments.filter(ts.isJSDoc).map(({ comment }) => textOf(comment))
  const tags = ts.getJSDocTags(node).map((tag) => readTag(tag))
  return { text: text.filter(Boolean).join('\n\n'), tags }
}

function readTag(tag: ts.JSDocTag): DocTag {
  const name = tag.tagName.text
  const text = textOf(tag.comment).replace(/^- /, '')
  if (ts.isJSDocParameterTag(tag)) return { name, subject: tag.name.getText(), text }
  if (ts.isJSDocThrowsTag(tag)) {
    const type = tag.typeExpression?.getText().replace(/^\{|\}$/g, '')
    return { name, subject: type, text }
  }
  return { name, subject: undefined, text }
}

function textOf(comment: string | ts.NodeArray<ts.JSDocComment> | undefined): string {
  return (ts.getTextOfJSDocComment(comment) ?? '').replace(/\{@link ([^}]+)\}/g, '`$1`').trim()
}
