import { defineConfig } from 'vitest/config'

// Packing and the linters of packages take seconds on a busy machine; the rehearsal itself has patience of its own.
export default defineConfig({ test: { testTimeout: 60_000, include: ['src/**/*.test.ts'] } })
