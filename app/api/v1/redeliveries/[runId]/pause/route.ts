import { changeOfRun } from '@/app/api/v1/redeliveries/change-run.ts'
import { pauseRun } from '@/lib/commands/change-redelivery-run.ts'

export const { GET, POST, PUT, PATCH, DELETE } = changeOfRun(pauseRun)
