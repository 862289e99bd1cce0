import { defineConfig } from 'vitest/config'

// Servers are started, killed and restarted, and twenty processes call at once. Most of the time is spent waiting for
// windows, so files run beside each other, whatever the machine.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000, maxWorkers: 2 } })
