/** `Chit Chats`, `add_to_batch`, `add-to-batch` → `ChitChats`, `AddToBatch`. */
export function pascalCase(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join('')
}

/** `shipment_id` → `shipmentId`. */
export function camelCase(text: string): string {
  const pascal = pascalCase(text)
  return pascal.slice(0, 1).toLowerCase() + pascal.slice(1)
}

const reserved = new Set(
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield'.split(
    ' ',
  ),
)

/** A name that can be a parameter or variable. */
export function identifier(text: string): string {
  const name = camelCase(text).replace(/^(?=\d)/, '_') || '_'
  return reserved.has(name) ? `${name}_` : name
}

/** The exported name of a schema. A schema called like a global (`Error`) would shadow it wherever it is imported. */
export function schemaTypeName(name: string): string {
  const pascal = pascalCase(name).replace(/^(?=\d)/, '_')
  return Object.hasOwn(globalThis, pascal) ? `${pascal}Body` : pascal
}
