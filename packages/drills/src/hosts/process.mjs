// Runs the suite on Node, Bun and Deno: the setting comes as JSON, each outcome goes out as a line of JSON.
import { runDrills } from './suite.mjs'

const [, , setting] = globalThis.process.argv
const print = console.log
await runDrills(JSON.parse(setting), (outcome) => print(JSON.stringify(outcome)))
globalThis.process.exit(0)
