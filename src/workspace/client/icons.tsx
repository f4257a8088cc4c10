import type { ReactNode } from 'react'

const paths = {
  hash: 'M6 2 4.5 14M11.5 2 10 14M2.5 5.5h12M1.5 10.5h12',
  lock: 'M4 7h8v7H4zM5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  bolt: 'M9 1.5 3 9h4l-1 5.5L12.5 7h-4z',
  more: 'M8 3v.01M8 8v.01M8 13v.01',
  reply: 'M2.5 3h11v8H8l-3 3v-3H2.5z',
  edit: 'm2.5 13.5 1-3.5 7-7 2.5 2.5-7 7z',
  send: 'M2 14 14.5 8 2 2l2 6zM4 8h6',
  person: 'M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6M2.5 14.5c0-3 2.5-4.5 5.5-4.500s5.5 1.5 5.5 4.5',
  at: 'M10.5 8a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0v1a1.7 1.7 0 0 0 3.5 0V8a6 6 0 1 0-2.5 4.9',
} as const

export const Icon = ({ name }: { readonly name: keyof typeof paths }): ReactNode => (
  <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <path
      d={paths[name]}
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.6 : 1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
)
