/** The `openai` package: the last client of a large API that Stainless made. It has its own API, of which one thing is read. */
import { versionOf } from '../tools.ts'
import { code, type Contender, secret } from './contender.ts'

const reads = ['models', 'files', 'batches', 'vectorStores']

export const openai: Contender = {
  id: 'openai',
  title: `openai ${versionOf('openai')} (Stainless)`,
  policies: () => ['auth refresh', 'retry', 'timeout', 'redaction'],
  ownApi: true,
  middleware: false,
  program(_, count) {
    const calls = reads
      .slice(0, count)
      .map((read) => `console.log(await client.${read}.retrieve('example'))\n`)
    return `import OpenAI from 'openai'
const client = new OpenAI({ apiKey: ${code(secret)} })
${calls.join('')}`
  },
  driver() {
    return `import OpenAI from 'openai'
export function connect(fetch) {
  const client = new OpenAI({ apiKey: ${code(secret)}, fetch })
  return (signal) => client.models.retrieve('example', { signal })
}
`
  },
}
