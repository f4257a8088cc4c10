/** Names that travel to Slack and come back: commands, callbacks and actions, `<noun>_<verb>`. Each is defined once. */

export const command = '/backend-test-packet'

export const shortcutIds = {
  packetNew: 'packet_new',
  packetFromMessage: 'packet_from_message',
} as const

export const viewIds = {
  packetOpen: 'packet_open',
  packetWhy: 'packet_why',
  packetMarkdown: 'packet_markdown',
  historySearch: 'history_search',
  packetShare: 'packet_share',
  packetExport: 'packet_export',
  revisionDifference: 'revision_difference',
  proposalAdjust: 'proposal_adjust',
  stanceTake: 'stance_take',
  packetRevise: 'packet_revise',
} as const

export const actionIds = {
  packetWhy: 'packet_why',
  packetMarkdown: 'packet_markdown',
  packetAnswer: 'packet_answer',
  packetNew: 'packet_new',
  packetShow: 'packet_show',
  requestRead: 'request_read',
  kindChoose: 'kind_choose',
  draftContinue: 'draft_continue',
  packetBlank: 'packet_blank',
  draftDiscard: 'draft_discard',
  deliveryRepeat: 'delivery_repeat',
  deliverySkip: 'delivery_skip',
  historyOlder: 'history_older',
  historySearch: 'history_search',
  historyExport: 'history_export',
  packetShare: 'packet_share',
  packetExport: 'packet_export',
  verbHelp: 'verb_help',
  verbShow: 'verb_show',
  verbHistory: 'verb_history',
  verbRequest: 'verb_request',
  proposalApply: 'proposal_apply',
  proposalReopen: 'proposal_reopen',
  proposalAdjust: 'proposal_adjust',
  proposalDismiss: 'proposal_dismiss',
  proposalChanges: 'proposal_changes',
  revisionDifference: 'revision_difference',
  revisionShow: 'revision_show',
  conflictKeep: 'conflict_keep',
  conflictTake: 'conflict_take',
  packetAccept: 'packet_accept',
  packetNeedsChange: 'packet_needs_change',
  packetObject: 'packet_object',
  packetRevise: 'packet_revise',
  packetMore: 'packet_more',
} as const
