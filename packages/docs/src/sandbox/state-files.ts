/** Makes what a page needs of the providers' data: rules, and what there is at the beginning. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { browserModule } from '../browser-module.ts'

/** What one provider has of it. */
export interface StateFile {
  provider: string
  /** From the site's root. Its content is in it, so that browsers never mix two of them. */
  path: string
  text: string
}

/**
 * One module for each provider, from what the mock's `assemble` has gathered.
 *
 * @param root the repository
 */
export async function stateFiles(root: string, providers: readonly string[]): Promise<StateFile[]> {
  return Promise.all(
    providers.map(async (provider) => {
      const text = await moduleOf(root, provider)
      const hash = createHash('sha256').update(text).digest('hex').slice(0, 12)
      return { provider, path: `assets/state/${provider}.${hash}.js`, text }
    }),
  )
}

async function moduleOf(root: string, provider: string): Promise<string> {
  const gathered = join(root, 'packages', 'mock', 'dist')
  const exported = [
    ['rules', 'rules.ts', `rules/${provider}.js`],
    ['world', 'world.yaml', `worlds/${provider}.json`],
  ].map(([name, source, file]) => {
    // What is gathered may follow from the document alone: a world of its examples.
    if (existsSync(join(gathered, file!))) return `export { default as ${name} } from './${file}'`
    if (existsSync(join(root, 'specs', provider, 'state', source!)))
      throw new Error(`${join(gathered, file!)} is missing. Run \`npm run build\`, which makes it first.`)
    return `export const ${name} = {}`
  })
  return browserModule({ contents: exported.join('\n'), resolveDir: gathered })
}
