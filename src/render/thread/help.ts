export const threadHelpText = [
  'Mention me in this thread and say what should change:',
  '• `mock Stripe, use a real Postgres container` · `drop smoke` · `PR budget is 8 minutes, because the queue is long`',
  '• `we have unit tests for the parser` · `runtime is Go` · `this is really a flake problem` · `add risk: ordering`',
  'Ask: `why is Redis real?` · `what would flip the smoke layer?`',
  'Order: `undo` · `show revision 2` · `diff` · `approve` · `export` · `hand off to api-design`',
  'I show what I understood and what it changes; it counts when somebody presses *Apply*.',
].join('\n')
