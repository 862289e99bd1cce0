/** The seam to openapi-typescript: bundle → `paths`, `components`, `operations`. Nothing outside this file knows it. */
import openapiTS, { astToString, type OpenAPI3, type SchemaObject } from 'openapi-typescript'
import ts from 'typescript'
import { SpecError } from '../check/problem.ts'
import type { Document, Evidence } from '../document.ts'
import type { Model } from '../model.ts'
import { nothingAtAll, spellOutBooleans } from './booleans.ts'
import { evidenceText, generatedNotice, safe } from './code.ts'
import { markFiles } from './files.ts'
import { disguised, undisguised } from './inherited.ts'
import { markLinks } from './links.ts'

/** Emits the types of a bundle, with evidence in the doc comments and open enums left open. */
export async function emitSchema(document: Document, model: Pick<Model, 'links'>): Promise<string> {
  const copy = structuredClone(document)
  markLinks(copy, model)
  markFiles(copy)
  annotate(copy)
  spellOutBooleans(copy)
  const nodes = await openapiTS(disguised(copy) as unknown as OpenAPI3, {
    // A default of the provider does not make a property required.
    defaultNonNullable: false,
    transform: exactType,
    silent: true,
  }).catch(refuse)
  return generatedNotice + safe(undisguised(astToString(nodes)))
}

/** References are followed one inside the other, and the stack has an end. */
function refuse(error: unknown): never {
  if (!(error instanceof RangeError)) throw error
  const what =
    'refer to each other in a chain that is too long to be followed, of several hundred schemas. Leave out some of the references in its middle.'
  throw new SpecError([{ place: '#/components/schemas', what }], { cause: error })
}

/** What openapi-typescript would say too loosely: files are not text, and open enums are not just any text. */
function exactType(schema: SchemaObject): ts.TypeNode | undefined {
  if (nothingAtAll in schema) return ts.factory.createKeywordTypeNode(ts.SyntaxKind.NeverKeyword)
  return 'format' in schema && schema.format === 'binary' ? blob(schema) : openEnum(schema)
}

function blob(schema: SchemaObject): ts.TypeNode {
  const node = ts.factory.createTypeReferenceNode('Blob')
  return isNullable(schema) ? ts.factory.createUnionTypeNode([node, nothing()]) : node
}

/** `'ready' | 'voided' | (string & {})`: known values are completed by editors, unknown ones are accepted. */
function openEnum(schema: SchemaObject): ts.TypeNode | undefined {
  const known = (schema as { 'x-extensible-enum'?: (string | number)[] })['x-extensible-enum']
  if (!known) return undefined
  const { factory } = ts
  const isNumber = typeof known[0] === 'number'
  const base = factory.createKeywordTypeNode(
    isNumber ? ts.SyntaxKind.NumberKeyword : ts.SyntaxKind.StringKeyword,
  )
  const open = factory.createIntersectionTypeNode([base, factory.createTypeLiteralNode([])])
  const types = [...known.map(literalType), factory.createParenthesizedType(open)]
  if (isNullable(schema)) types.push(nothing())
  return factory.createUnionTypeNode(types)
}

function isNullable(schema: SchemaObject): boolean {
  return [(schema as { type?: string | string[] }).type].flat().includes('null')
}

function nothing(): ts.TypeNode {
  return ts.factory.createLiteralTypeNode(ts.factory.createNull())
}

function literalType(value: string | number): ts.TypeNode {
  const { factory } = ts
  const node =
    typeof value === 'number' ? factory.createNumericLiteral(value) : factory.createStringLiteral(value)
  return factory.createLiteralTypeNode(node)
}

/**
 * Prepares a copy for openapi-typescript: evidence joins the description, and `additionalProperties: true` goes, since
 * the index signature it makes would hide every misspelt property.
 */
function annotate(node: unknown): void {
  if (typeof node !== 'object' || node === null) return
  if (Array.isArray(node)) return node.forEach(annotate)
  const object = node as Record<string, unknown>
  const evidence = object['x-evidence'] as Evidence | undefined
  if (evidence && typeof object['description'] === 'string') {
    object['description'] = `${object['description'].trimEnd()}\n\nEvidence: ${evidenceText(evidence)}.`
  }
  if (object['additionalProperties'] === true && object['properties']) delete object['additionalProperties']
  for (const [key, value] of Object.entries(object)) {
    if (!['example', 'examples', 'default', 'enum', 'const'].includes(key)) annotate(value)
  }
}
