import { configDefaults, defineConfig } from 'vitest/config'

/**
 * The pure lane alone: mutants of the engine are judged by the engine's own tests. Those that plan or read
 * thousands of times stay out, as each would run again for nearly every mutant.
 */
export default defineConfig({
  test: {
    include: ['test/engine/**/*.test.ts'],
    exclude: [
      ...configDefaults.exclude,
      'test/engine/flips*.test.ts',
      'test/engine/reply-modality.test.ts',
      'test/engine/realism-properties.test.ts',
    ],
  },
})
