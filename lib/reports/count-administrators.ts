import { INSTANCE } from '@/lib/domain/actor.ts'
import type { ReportContext } from './context.ts'

/** 0 until the instance is set up. */
export function countAdministrators(ctx: ReportContext): Promise<number> {
  return ctx.storage.read.role.count({ where: { channelNo: INSTANCE, role: 'admin' } })
}
