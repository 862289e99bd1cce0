#!/usr/bin/env node
/** `node packages/bench/src/cli.ts`: runs benches. `npm run bench` does the same after a build, and updates README.md. */
import { bench } from './bench.ts'

process.exitCode = await bench(process.argv.slice(2))
