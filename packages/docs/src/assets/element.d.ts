/** Makes an element. Attributes that are `undefined` or `false` are left out, `true` ones have no value. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes?: Record<string, string | boolean | undefined>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name]
