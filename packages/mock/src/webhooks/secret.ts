/** Where the secrets of webhooks stand: not on the command line, which others on the machine can read. */

/** The variable with the secret of every provider that has none of its own. */
export const secretVariable = 'PARLANCE_WEBHOOK_SECRET'

/** The secret by which webhooks of a provider are signed, if the environment has one. */
export function secretOf(provider: string, environment: NodeJS.ProcessEnv = process.env): string | undefined {
  return environment[variableOf(provider)] || environment[secretVariable] || undefined
}

/** The variable with the secret of one provider: `PARLANCE_WEBHOOK_SECRET_CHATSHIPPER`. */
function variableOf(provider: string): string {
  return `${secretVariable}_${provider.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`
}
