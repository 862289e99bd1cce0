/**
 * Runs the modules it is given one after the other, each on a mock that has forgotten all others, and writes a line of JSON
 * on each: see run-samples.ts.
 */
import { pathToFileURL } from 'node:url'

let statuses: number[] = []
const send = globalThis.fetch
globalThis.fetch = async (...request) => {
  const response = await send(...request)
  statuses.push(response.status)
  return response
}
console.log = () => {}

const [mock, ...files] = process.argv.slice(2)
for (const file of files) {
  await send(`${mock}/__mock/state`, { method: 'DELETE' })
  statuses = []
  const output = await import(pathToFileURL(file).href).then(
    () => '',
    (error: unknown) => String(error),
  )
  process.stdout.write(`${JSON.stringify({ statuses, output })}\n`)
}
