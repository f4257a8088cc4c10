import { defineConfig } from 'vitest/config'

/** The pure lane alone: mutants of the engine are judged by the engine's own tests. */
export default defineConfig({
  test: { include: ['test/engine/**/*.test.ts'] },
})
