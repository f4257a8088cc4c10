import type { Method } from './method.ts'
import { authMethods } from './methods/auth.ts'
import { chatMethods } from './methods/chat.ts'
import { conversationMethods } from './methods/conversations.ts'
import { fileMethods } from './methods/files.ts'
import { oauthMethods } from './methods/oauth.ts'
import { userMethods } from './methods/users.ts'
import { viewMethods } from './methods/views.ts'

const all: readonly Method[] = [
  ...authMethods,
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...oauthMethods,
  ...userMethods,
  ...viewMethods,
]

/** Every route under `/api/`, by name. */
export const methods: ReadonlyMap<string, Method> = new Map(
  all.map((method) => [method.name, method]),
)
