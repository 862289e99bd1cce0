/** What the README of a client says about signing in and about environment variables. */
import { table } from '../markdown.ts'
import type { Credential, Model } from '../model.ts'

/** The section on credentials, or nothing where the API takes none. */
export function credentialsReadme({ credentials }: Model): string {
  if (credentials.length === 0) return ''
  return `## Credentials

${credentials.map(credentialLine).join('')}
Each may be a function that gives it when it is needed, asynchronously too. None of them is shown in errors or logs. They belong on a server: in a web page the client warns of them.
`
}

function credentialLine({ option, in: place, name, prefix, flow }: Credential): string {
  const where = place === 'header' ? `the header \`${name}\`` : `the query parameter \`${name}\``
  const how = prefix === undefined ? 'as it is' : `after the word \`${prefix.trim()}\``
  const line = `- \`${option}\` goes into ${where}, ${how}.`
  if (!flow) return `${line}\n`
  const options = flow.options.map((one) => `\`${one}\``).join(' and ')
  return `${line} Instead of it you may give ${options}: the client then makes its tokens, renews them in time, once for all calls, and sends a call again that was refused for an expired one.\n`
}

/** The section on environment variables. */
export function variablesReadme({ variables }: Model): string {
  const rows = Object.entries(variables).map(([option, name]) => [`\`${name}\``, `\`${option}\``])
  return `## Environment variables

Where options say nothing, \`createClient\` reads these, on runtimes that have environment variables:

${table(['variable', 'stands in for'], rows)}`
}
