import { defineConfig } from 'vitest/config'

// No test leaves anything behind in its module, so the files may share what takes long to load: Prism. Processes that
// load it too are slow to start on a busy machine.
const patience = { testTimeout: 20_000, hookTimeout: 20_000, expect: { poll: { timeout: 15_000 } } }

export default defineConfig({ test: { isolate: false, ...patience } })
