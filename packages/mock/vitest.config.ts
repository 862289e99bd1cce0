import { defineConfig } from 'vitest/config'

// No test leaves anything behind in its module, so the files may share what takes long to load: Prism. Processes that
// load it too are slow to start on a busy machine.
export default defineConfig({ test: { isolate: false, testTimeout: 20_000 } })
