import type { AttemptRequest } from '@/lib/sender/send-attempt.ts'

/** How attempts leave this process: the same for every channel but a practice channel. */
export type WebhookSender = Pick<AttemptRequest, 'resolver' | 'trust' | 'addressRules' | 'allowHttp' | 'agent'>
