/** What a provider is called in prose, code and the environment. */
import { environmentVariable, identifier, pascalCase } from '@parlance/compiler'

/** The values that every template may ask for. */
export interface Words extends Record<string, string> {
  /** Folder, package and mock prefix: `acme-mail`. */
  name: string
  /** `Acme Mail`. */
  title: string
  /** Type of the client: `AcmeMail`. */
  className: string
  /** Variable that holds a client in samples: `acmeMail`. */
  variable: string
  /** What its environment variables begin with: `ACME_MAIL`. */
  variablePrefix: string
}

/** The words of a provider, by the rules of the compiler. */
export function wordsOf(name: string, title: string): Words {
  return {
    name,
    title,
    className: pascalCase(title),
    variable: identifier(name),
    variablePrefix: environmentVariable(name, '').replace(/_$/, ''),
  }
}
