import type { Knowledge } from '../engine/knowledge.ts'
import { briefOf } from '../engine/route-out/brief-of.ts'
import { openRouteOuts, waitingFor } from '../engine/route-out/waiting.ts'
import type { HandOffKnowledge } from './hand-off.ts'

export function handOffKnowledge(knowledge: Knowledge): HandOffKnowledge {
  return {
    brief: (text, amendments, to) => briefOf({ text }, amendments, to, knowledge),
    open: openRouteOuts,
    waiting: (verdict, to) => waitingFor(verdict, to, knowledge.routeOuts),
  }
}
